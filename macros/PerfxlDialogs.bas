Attribute VB_Name = "PerfxlDialogs"
Option Explicit

' What stops and asks a person. Prompts come from Python, in Chinese: these boxes show Unicode, MsgBox does not.

' Ask for a line of text; Null (None in Python) where the person cancelled. Excel takes 255 characters of a prompt.
Public Function PerfxlAsk(ByVal prompt As String, ByVal title As String, ByVal suggestion As String) As Variant
    Dim answer As Variant
    PerfxlAsk = Null
    On Error GoTo failed
    answer = Application.InputBox(Prompt:=Left$(prompt, 255), Title:=title, Default:=suggestion, Type:=2)
    If VarType(answer) = vbBoolean Then answer = Null
    PerfxlAsk = answer
failed:
End Function

' Show a sentence. Where scripting is switched off it stands in the status bar.
Public Sub PerfxlSay(ByVal sentence As String)
    On Error GoTo failed
    CreateObject("WScript.Shell").Popup sentence, 0, "perfxl", vbInformation
    Exit Sub
failed:
    Application.StatusBar = Left$(sentence, 255)
End Sub
