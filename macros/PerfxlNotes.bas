Attribute VB_Name = "PerfxlNotes"
Option Explicit

' Make the notes of a sheet that begin with these words large enough to be read; Excel makes all of one small size.
Public Sub PerfxlFitNotes(ByVal book As String, ByVal sheet As String, ByVal beginning As String)
    Dim note As Object
    On Error Resume Next
    For Each note In Workbooks(book).Worksheets(sheet).Comments
        If Left$(note.Text, Len(beginning)) = beginning Then
            note.Shape.Width = 260
            note.Shape.Height = 16 * (3 + Len(note.Text) \ 22)
        End If
    Next note
End Sub
