Attribute VB_Name = "PerfxlProtection"
Option Explicit

' Taking a sheet's protection off for a while, and putting it back as it was. Python calls these; nothing is raised,
' since an error in a macro that another program has called opens VBA's own box.

' "open" where the sheet is not protected, "refused" where a password stops it, else what the protection allowed.
Public Function PerfxlUnlock(ByVal book As String, ByVal sheet As String) As String
    Dim allowed As String
    PerfxlUnlock = "refused"
    On Error GoTo refused
    With Workbooks(book).Worksheets(sheet)
        If Not .ProtectContents Then
            PerfxlUnlock = "open"
        Else
            allowed = Allowances(Workbooks(book).Worksheets(sheet))
            .Unprotect Password:=""
            If Not .ProtectContents Then PerfxlUnlock = "allowed" & allowed
        End If
    End With
refused:
End Function

' Protect a sheet as it was: what PerfxlUnlock said. Where that cannot be told or made, wholly.
Public Sub PerfxlLock(ByVal book As String, ByVal sheet As String, ByVal allowed As String)
    Dim one As String
    one = Mid$(allowed, Len("allowed") + 1)
    On Error GoTo wholly
    Workbooks(book).Worksheets(sheet).Protect Password:="", Contents:=True, _
        DrawingObjects:=Bit(one, 1), Scenarios:=Bit(one, 2), _
        AllowFormattingCells:=Bit(one, 3), AllowFormattingColumns:=Bit(one, 4), AllowFormattingRows:=Bit(one, 5), _
        AllowInsertingColumns:=Bit(one, 6), AllowInsertingRows:=Bit(one, 7), AllowInsertingHyperlinks:=Bit(one, 8), _
        AllowDeletingColumns:=Bit(one, 9), AllowDeletingRows:=Bit(one, 10), AllowSorting:=Bit(one, 11), _
        AllowFiltering:=Bit(one, 12), AllowUsingPivotTables:=Bit(one, 13)
    Exit Sub
wholly:
    Resume plainly
plainly:
    On Error Resume Next
    Workbooks(book).Worksheets(sheet).Protect
End Sub

' What a protection covers and allows, one digit each.
Private Function Allowances(ByVal sheet As Object) As String
    On Error GoTo unknown
    With sheet.Protection
        Allowances = Digit(sheet.ProtectDrawingObjects) & Digit(sheet.ProtectScenarios) & _
            Digit(.AllowFormattingCells) & Digit(.AllowFormattingColumns) & Digit(.AllowFormattingRows) & _
            Digit(.AllowInsertingColumns) & Digit(.AllowInsertingRows) & Digit(.AllowInsertingHyperlinks) & _
            Digit(.AllowDeletingColumns) & Digit(.AllowDeletingRows) & Digit(.AllowSorting) & _
            Digit(.AllowFiltering) & Digit(.AllowUsingPivotTables)
    End With
unknown:
End Function

Private Function Digit(ByVal one As Boolean) As String
    Digit = "0"
    If one Then Digit = "1"
End Function

Private Function Bit(ByVal digits As String, ByVal place As Long) As Boolean
    Bit = (Mid$(digits, place, 1) = "1")
End Function
