"""Whether an indicator belongs under its 二级指标 (SEM-15 to SEM-21, SEM-29, IND-09)."""
