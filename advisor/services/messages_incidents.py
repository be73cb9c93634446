"""Importing incidents: what is said of rows that were left out, and what the suppliers want to be shown."""

from __future__ import annotations

from advisor.services.marks import N_, Templates

MESSAGES: Templates = {
    # Faults; sentences go on with “, expected …”, so have no full stop.
    "import-too-large": N_("the file has {size} bytes, more than {limit}"),
    "import-unreadable": N_("the file can't be read on from here"),
    "import-encoding": N_("the file is not UTF-8 and was read as Western European text; check the accents"),
    "import-no-xlsx": N_("workbooks need the part `openpyxl`, which is not installed; save the sheet as CSV"),
    "import-more-faults": N_("there are {count} more faults, not listed one by one"),
    "import-unknown-format": N_("this is none of the formats that incidents are imported from"),
    "import-needs-mapping": N_("nothing says which column holds what; map the columns first"),
    "import-no-header": N_("the header row is missing; the columns were taken in the order UCDP publishes"),
    "import-no-hashtags": N_("no row of hashtags stands among the first rows"),
    "import-missing-column": N_(
        "the column `{column}` is missing, without which no event can be placed, dated and told apart"
    ),
    "import-unmapped": N_("no column holds the field `{field}`"),
    "import-row-width": N_("the row has {count} fields where the table has {expected_count} columns"),
    "import-empty-field": N_("the column `{column}` is empty"),
    "import-bad-date": N_("`{value}` in `{column}` is not a usable date"),
    "import-bad-number": N_("`{value}` in `{column}` is not a usable number"),
    "import-bad-code": N_("`{value}` in `{column}` is not a value the format knows"),
    "import-no-position": N_("the row has no coordinates, so it can't be near anything"),
    "import-repeated": N_("`{id}` already stands in line {first}; this row was left out"),
    "import-unknown-kind": N_("`{value}` is no kind of event known here; it was imported as “other”"),
    "import-unsafe-xml": N_("the file declares a document type or entities, which alerts don't need"),
    "import-missing-element": N_("the element `{element}` is missing or empty"),
    "import-not-actual": N_("this is no actual alert ({status}), so nothing was imported"),
    "import-no-area": N_("the area “{area}” has neither polygon nor circle, so it can't be placed"),
    "import-bad-shape": N_("the area can't be read: {value}"),
    # What each licence asks to be shown.
    "feed.ucdp": N_(
        "Conflict events: UCDP Candidate Events Dataset and UCDP GED, Uppsala Conflict Data Program, CC BY "
        "4.0. Sundberg and Melander (2013), Introducing the UCDP Georeferenced Event Dataset, Journal of "
        "Peace Research 50(4); Hegre, Croicu, Eck and Högbladh (2020), Introducing the UCDP Candidate Events "
        "Dataset, Research & Politics 7(3)."
    ),
    "feed.acled": N_(
        "Source: ACLED (acleddata.com), from your own account and under the terms you agreed to. These rows "
        "stay on this computer."
    ),
    "feed.cap": N_("Alert as published by its sender, who holds the rights to it."),
    "feed.own": N_("Your organisation's own table. These rows stay on this computer."),
}
