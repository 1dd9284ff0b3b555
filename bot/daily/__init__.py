"""Daily posts that cannot vanish and cannot come twice: what to post, when to try, how to know that it was posted."""
