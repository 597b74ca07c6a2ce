"""The words of 绩效目标: whether they are there, say results, and give figures (GOAL)."""
