Attribute VB_Name = "PerfxlEvents"
Option Explicit

' Listening to Excel, so that the buttons follow what is open. The listener is set again on each command,
' because VBA forgets it together with its other variables when it is stopped.

Private gListener As PerfxlListener

Public Sub PerfxlListen()
    On Error GoTo failed
    If gListener Is Nothing Then
        Set gListener = New PerfxlListener
        gListener.Attach Application
    End If
    Exit Sub
failed:
    Set gListener = Nothing
End Sub
