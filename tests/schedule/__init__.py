"""Daily posts: which days, which instants, which zones."""
