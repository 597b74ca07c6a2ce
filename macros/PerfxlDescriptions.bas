Attribute VB_Name = "PerfxlDescriptions"
Option Explicit

' Descriptions of the functions for Excel's function dialog, from the add-in's own sheet:
' rows "function", name, category, description, a description of each argument.

Private gDescribed As Boolean

' Excel refuses this for a hidden workbook and while no other one is open, so it is done when the first workbook is
' activated: as an add-in if Excel lets us, or else as an ordinary workbook for a moment. What fails is tried again.
Public Sub PerfxlDescribe()
    Dim events As Boolean
    Dim screen As Boolean
    If gDescribed Then Exit Sub
    gDescribed = DescribeAll()
    If gDescribed Then Exit Sub
    On Error GoTo finished
    events = Application.EnableEvents
    screen = Application.ScreenUpdating
    Application.EnableEvents = False
    Application.ScreenUpdating = False
    ThisWorkbook.IsAddin = False
    gDescribed = DescribeAll()
finished:
    On Error Resume Next
    ThisWorkbook.IsAddin = True
    ThisWorkbook.Saved = True
    Application.ScreenUpdating = screen
    Application.EnableEvents = events
End Sub

Private Function DescribeAll() As Boolean
    Dim row As Long
    On Error GoTo failed
    With ThisWorkbook.Worksheets(1)
        row = 1
        Do While Len(.Cells(row, 1).Value) > 0
            If .Cells(row, 1).Value = "function" Then DescribeOne row
            row = row + 1
        Loop
    End With
    ThisWorkbook.Saved = True
    DescribeAll = True
    Exit Function
failed:
    DescribeAll = False
End Function

Private Sub DescribeOne(ByVal row As Long)
    Dim arguments() As String
    Dim found As Long
    Dim macro As String
    With ThisWorkbook.Worksheets(1)
        macro = "'" & ThisWorkbook.Name & "'!" & .Cells(row, 2).Value
        Do While Len(.Cells(row, 5 + found).Value) > 0
            ReDim Preserve arguments(1 To found + 1)
            arguments(found + 1) = .Cells(row, 5 + found).Value
            found = found + 1
        Loop
        If found > 0 Then
            Application.MacroOptions Macro:=macro, Category:=.Cells(row, 3).Value, _
                Description:=.Cells(row, 4).Value, ArgumentDescriptions:=arguments
        Else
            Application.MacroOptions Macro:=macro, Category:=.Cells(row, 3).Value, Description:=.Cells(row, 4).Value
        End If
    End With
End Sub
