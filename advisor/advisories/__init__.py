"""Official travel advice as dated evidence: reading saved pages, comparing two texts of one page, what cites it."""
