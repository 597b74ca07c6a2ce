Attribute VB_Name = "PerfxlProtection"
Option Explicit

' Taking perfxl's own protection off a sheet for a while. A sheet with a password is left alone: Excel raises 1004.

' Say whether the sheet was protected, and unprotect it.
Public Function PerfxlUnlock(ByVal book As String, ByVal sheet As String) As Boolean
    With Workbooks(book).Worksheets(sheet)
        If Not .ProtectContents Then Exit Function
        .Unprotect Password:=""
        If .ProtectContents Then Err.Raise 1004, "perfxl", "password"
    End With
    PerfxlUnlock = True
End Function

' Protect as perfxl's writer of workbooks does (perfxl/hosts/xlsx.py); where what is allowed cannot be named, wholly.
Public Sub PerfxlLock(ByVal book As String, ByVal sheet As String)
    On Error GoTo wholly
    Workbooks(book).Worksheets(sheet).Protect Password:="", DrawingObjects:=False, Contents:=True, Scenarios:=True, _
        AllowFormattingCells:=True, AllowFormattingColumns:=True, AllowFormattingRows:=True, _
        AllowInsertingRows:=True, AllowDeletingRows:=True, AllowInsertingHyperlinks:=True
    Exit Sub
wholly:
    Workbooks(book).Worksheets(sheet).Protect
End Sub
