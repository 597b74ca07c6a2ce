Attribute VB_Name = "xlwings"
Option Explicit

' In place of xlwings' own module: keeps the Python command of the last click, or fails as told.

Public gCommands As String
Public gTrouble As String
Public gInside As String

Public Function RunPython(PythonCommand As String)
    gCommands = gCommands & PythonCommand & vbLf
    If gInside <> "" Then
        PerfxlRun gInside
        gInside = ""
    End If
    If gTrouble = "raise" Then Err.Raise 1000, "xlwings", "no Python"
    RunPython = gTrouble
End Function
