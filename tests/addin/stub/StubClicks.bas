Attribute VB_Name = "StubClicks"
Option Explicit

' What a test calls. The two lists of cases are filled in from ribbon.xml.

' Click a button: the Python commands that it would run, one a line, or ERROR and why.
Public Function ClickButton(ByVal id As String) As String
    Dim control As New StubControl
    On Error GoTo failed
    control.ID = id
    gCommands = ""
    Select Case id
        'CLICKS
        Case Else: Err.Raise 5, "StubClicks", "no button " & id
    End Select
    ClickButton = gCommands
    Exit Function
failed:
    ClickButton = "ERROR " & Err.Number & " " & Err.Description
End Function

' Ask whether a button is enabled: True, False, or ERROR and why.
Public Function AskEnabled(ByVal id As String) As String
    Dim control As New StubControl
    Dim answer As Variant
    On Error GoTo failed
    control.ID = id
    Select Case id
        'TAGS
        Case Else: Err.Raise 5, "StubClicks", "no button " & id
    End Select
    PerfxlEnabled control, answer
    AskEnabled = "False"
    If answer Then AskEnabled = "True"
    Exit Function
failed:
    AskEnabled = "ERROR " & Err.Number & " " & Err.Description
End Function

' Have RunPython fail from now on: "raise" as when Python cannot start, other words as an error in Python, "" not.
Public Sub Trouble(ByVal words As String)
    gTrouble = words
    gSaid = ""
End Sub

' Queue answers for PerfxlAsk, one a line.
Public Sub Answer(ByVal lines As String)
    gAnswers = lines
End Sub

' What the boxes showed since Trouble was last called.
Public Function Said() As String
    Said = gSaid
End Function

' Click inside a click, as a button pressed while a command still runs.
Public Function ClickTwice(ByVal id As String) As String
    gInside = id
    ClickTwice = ClickButton(id)
End Function
