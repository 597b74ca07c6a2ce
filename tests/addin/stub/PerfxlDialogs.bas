Attribute VB_Name = "PerfxlDialogs"
Option Explicit

' In place of the boxes: what they would show is kept, and answers come from a queue, one a line.

Public gSaid As String
Public gAnswers As String

Public Function PerfxlAsk(ByVal prompt As String, ByVal title As String, ByVal suggestion As String) As Variant
    Dim cut As Long
    gSaid = gSaid & prompt & vbLf
    PerfxlAsk = Null
    cut = InStr(gAnswers, vbLf)
    If cut > 0 Then
        PerfxlAsk = Left$(gAnswers, cut - 1)
        gAnswers = Mid$(gAnswers, cut + 1)
    End If
End Function

Public Sub PerfxlSay(ByVal sentence As String)
    gSaid = gSaid & sentence & vbLf
End Sub
