Attribute VB_Name = "PerfxlPlumbing"
Option Explicit

' From a click to Python: nothing but plumbing. Chinese words come from Python or from the add-in's own sheet.

Private gRunning As Boolean

' Run one command of perfxl.ribbon on the active workbook; the command says itself how it ended.
Public Sub PerfxlRun(ByVal command As String)
    Dim trouble As String
    Dim events As Boolean
    Dim mode As Long
    If gRunning Then
        PerfxlSay PerfxlText("busy")
        Exit Sub
    End If
    On Error GoTo failed
    gRunning = True
    events = Application.EnableEvents
    Application.StatusBar = False
    PerfxlListen
    If ActiveWorkbook Is Nothing Then Workbooks.Add
    mode = Application.Calculation
    trouble = CStr(RunPython("import perfxl.ribbon; perfxl.ribbon.run('" & command & "')"))
finished:
    On Error Resume Next
    gRunning = False
    ' Python puts these back itself; it may have been ended before it could.
    Application.Interactive = True
    Application.DisplayAlerts = True
    Application.EnableEvents = events
    If mode <> 0 Then
        If Application.Calculation <> mode Then Application.Calculation = mode
    End If
    Application.ScreenUpdating = True
    PerfxlRefresh
    If Len(trouble) > 0 Then
        Application.StatusBar = False
        PerfxlSay PerfxlText("not_running") & vbCrLf & vbCrLf & trouble
    End If
    Exit Sub
failed:
    trouble = "VBA " & Err.Number & ": " & Err.Description
    Resume finished
End Sub

' Whether the active workbook is a master: each one has a sheet of this name.
Public Function PerfxlIsMaster() As Boolean
    Dim sheet As Object
    On Error GoTo failed
    If ActiveWorkbook Is Nothing Then Exit Function
    For Each sheet In ActiveWorkbook.Worksheets
        If sheet.Name = "_perfxl" Then PerfxlIsMaster = True
    Next sheet
    Exit Function
failed:
    PerfxlIsMaster = False
End Function

' What a cell shows when its function could not be computed: the wrappers of the functions call this.
Public Function PerfxlFailed() As String
    PerfxlFailed = PerfxlText("no_answer")
End Function

' One of the Chinese texts on the add-in's own sheet: rows "text", key, text.
Public Function PerfxlText(ByVal key As String) As String
    Dim row As Long
    On Error GoTo failed
    With ThisWorkbook.Worksheets(1)
        row = 1
        Do While Len(.Cells(row, 1).Value) > 0
            If .Cells(row, 1).Value = "text" And .Cells(row, 2).Value = key Then
                PerfxlText = .Cells(row, 3).Value
                Exit Function
            End If
            row = row + 1
        Loop
    End With
failed:
    PerfxlText = "perfxl: " & key
End Function
