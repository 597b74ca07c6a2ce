"""The department document in and out of text: lines to cells to the model; knows no sheet and no rule."""
