"""Everything the menus offer: once, with its words, shortcut and icon."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from advisor.gui.icons import icon
from advisor.gui.language import _


class Act(StrEnum):
    """One thing a menu does."""

    NEW = "new"
    FROM_TEMPLATE = "from-template"
    DUPLICATE = "duplicate-trip"
    OPEN = "open"
    SAVE = "save"
    SAVE_AS = "save-as"
    SAVE_TEMPLATE = "save-template"
    PREVIEW = "preview"
    PRINT = "print"
    EXPORT = "export"
    GEOJSON = "geojson"
    GPX = "gpx"
    CALENDAR = "calendar"
    SAVED_TRIPS = "saved-trips"
    INCIDENTS = "incidents"
    ADVISORIES = "advisories"
    FORGET = "forget"
    QUIT = "quit"
    UNDO = "undo"
    REDO = "redo"
    COPY = "copy"
    QUICK = "quick"
    ADD_TRAVELLER = "add-traveller"
    PASTE_TRAVELLERS = "paste-travellers"
    ADD_LEG = "add-leg"
    ADD_STAY = "add-stay"
    LEG_BACK = "leg-back"
    WAY_BACK = "way-back"
    PLAN = "plan"
    RULES = "rules"
    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    LARGER = "larger"
    SMALLER = "smaller"
    USUAL_SIZE = "usual-size"
    ENGLISH = "english"
    FRENCH = "french"
    MAP = "map"
    FAULTS = "faults"
    SHORTCUTS = "shortcuts"
    ABOUT = "about"


_SHORTCUTS: Mapping[Act, tuple[str, ...]] = {
    Act.NEW: ("Ctrl+N",),
    Act.FROM_TEMPLATE: ("Ctrl+Shift+N",),
    Act.DUPLICATE: ("Ctrl+Shift+D",),
    Act.OPEN: ("Ctrl+O",),
    Act.SAVE: ("Ctrl+S",),
    Act.SAVE_AS: ("Ctrl+Shift+S",),
    Act.SAVE_TEMPLATE: ("Ctrl+Alt+S",),
    Act.PREVIEW: ("Ctrl+Shift+P",),
    Act.PRINT: ("Ctrl+P",),
    Act.EXPORT: ("Ctrl+E",),
    Act.GEOJSON: ("Ctrl+Shift+G",),
    Act.GPX: ("Ctrl+Shift+X",),
    Act.CALENDAR: ("Ctrl+Shift+I",),
    Act.SAVED_TRIPS: ("Ctrl+Shift+O",),
    Act.INCIDENTS: ("Ctrl+I",),
    Act.ADVISORIES: ("Ctrl+Shift+A",),
    Act.FORGET: ("Ctrl+Shift+Del",),
    Act.QUIT: ("Ctrl+Q",),
    Act.UNDO: ("Ctrl+Z",),
    Act.REDO: ("Ctrl+Shift+Z", "Ctrl+Y"),
    Act.COPY: ("Ctrl+Shift+C",),
    Act.QUICK: ("Ctrl+K",),
    Act.ADD_TRAVELLER: ("Ctrl+T",),
    Act.PASTE_TRAVELLERS: ("Ctrl+Shift+V",),
    Act.ADD_LEG: ("Ctrl+L",),
    Act.ADD_STAY: ("Ctrl+Shift+L",),
    Act.LEG_BACK: ("Ctrl+Shift+R",),
    Act.WAY_BACK: ("Ctrl+R",),
    Act.PLAN: ("Ctrl+1",),
    Act.RULES: ("Ctrl+2",),
    Act.SYSTEM: ("Ctrl+Alt+0",),
    Act.LIGHT: ("Ctrl+Alt+1",),
    Act.DARK: ("Ctrl+Alt+2",),
    Act.LARGER: ("Ctrl++", "Ctrl+="),
    Act.SMALLER: ("Ctrl+-",),
    Act.USUAL_SIZE: ("Ctrl+0",),
    Act.ENGLISH: ("Ctrl+Alt+E",),
    Act.FRENCH: ("Ctrl+Alt+F",),
    Act.MAP: ("F7",),
    Act.FAULTS: ("F8",),
    Act.SHORTCUTS: ("Shift+F1",),
    Act.ABOUT: ("F1",),
}
_ICONS: Mapping[Act, str] = {
    Act.NEW: "new",
    Act.OPEN: "open",
    Act.SAVE: "save",
    Act.PREVIEW: "preview",
    Act.PRINT: "print",
    Act.EXPORT: "pdf",
    Act.UNDO: "undo",
    Act.REDO: "redo",
    Act.COPY: "copy",
}
CHECKABLE = frozenset(
    {
        *(Act.PLAN, Act.RULES, Act.SYSTEM, Act.LIGHT, Act.DARK, Act.ENGLISH, Act.FRENCH, Act.MAP, Act.FAULTS),
    }
)
"""What is on or off."""

MENUS: tuple[tuple[Act | None, ...], ...] = (
    (
        *(Act.NEW, Act.FROM_TEMPLATE, Act.DUPLICATE, Act.OPEN, None),
        *(Act.SAVE, Act.SAVE_AS, Act.SAVE_TEMPLATE, None),
        *(Act.PREVIEW, Act.PRINT, Act.EXPORT, None),
        *(Act.GEOJSON, Act.GPX, Act.CALENDAR, None),
        *(Act.SAVED_TRIPS, Act.INCIDENTS, Act.ADVISORIES, None, Act.FORGET, None, Act.QUIT),
    ),
    (Act.UNDO, Act.REDO, None, Act.COPY),
    (
        *(Act.QUICK, None),
        *(Act.ADD_TRAVELLER, Act.PASTE_TRAVELLERS, None),
        *(Act.ADD_LEG, Act.ADD_STAY, Act.LEG_BACK, Act.WAY_BACK),
    ),
    (
        *(Act.PLAN, Act.RULES, None),
        *(Act.SYSTEM, Act.LIGHT, Act.DARK, None),
        *(Act.LARGER, Act.SMALLER, Act.USUAL_SIZE, None),
        *(Act.ENGLISH, Act.FRENCH, None, Act.MAP, Act.FAULTS),
    ),
    (Act.SHORTCUTS, Act.ABOUT),
)
"""File, Edit, Trip, View, Help; None parts groups."""

TOOLBAR = (
    *(Act.PLAN, Act.RULES, None, Act.NEW, Act.OPEN, Act.SAVE, None, Act.UNDO, Act.REDO, None),
    *(Act.PREVIEW, Act.PRINT, Act.EXPORT),
)
"""What is a click away; None parts groups."""


def keys_of(act: Act) -> str:
    """The first keys of an action, as this system writes them."""
    return QKeySequence(_SHORTCUTS[act][0]).toString(QKeySequence.SequenceFormat.NativeText)


class Actions:
    """The QActions, by what they do. `word` gives them the language in force."""

    def __init__(self, owner: QWidget) -> None:
        """Make them all and let `owner` answer their shortcuts."""
        self._actions: dict[Act, QAction] = {}
        for act in Act:
            action = QAction(owner)
            action.setObjectName(act.value)
            action.setShortcuts([QKeySequence(keys) for keys in _SHORTCUTS[act]])
            action.setCheckable(act in CHECKABLE)
            if act in _ICONS:
                action.setIcon(icon(_ICONS[act]))
            owner.addAction(action)
            self._actions[act] = action
        self._actions[Act.QUIT].setMenuRole(QAction.MenuRole.QuitRole)
        self._actions[Act.ABOUT].setMenuRole(QAction.MenuRole.AboutRole)
        self.word()

    def __getitem__(self, act: Act) -> QAction:
        """The action."""
        return self._actions[act]

    def word(self) -> None:
        """Say everything again, in the language in force."""
        for act, (label, tip, short) in _words().items():
            action = self._actions[act]
            action.setText(label)
            action.setIconText(short or label.replace("&", "").rstrip("…").rstrip())
            action.setToolTip(f"{tip} ({keys_of(act)})")
            action.setStatusTip("")


def _words() -> Mapping[Act, tuple[str, str, str]]:
    """Label with mnemonic, what it does in a sentence, and a short name for the toolbar where the label is long."""
    return {
        Act.NEW: (_("&New trip"), _("Start an empty trip"), _("New")),
        Act.FROM_TEMPLATE: (_("New from &template…"), _("Start a trip from a template, or remove templates"), ""),
        Act.DUPLICATE: (_("D&uplicate trip"), _("Start another trip that says the same as this one"), ""),
        Act.OPEN: (_("&Open…"), _("Open a trip file"), ""),
        Act.SAVE: (_("&Save"), _("Save this trip to its file"), ""),
        Act.SAVE_AS: (_("Save &as…"), _("Save this trip to another file"), ""),
        Act.SAVE_TEMPLATE: (_("Save as te&mplate…"), _("Keep this trip as a template for others"), ""),
        Act.PREVIEW: (_("Print pre&view…"), _("Look at the sheet before printing it"), _("Preview")),
        Act.PRINT: (_("&Print…"), _("Print the sheet"), ""),
        Act.EXPORT: (_("&Export as PDF…"), _("Keep the sheet as a PDF file"), _("PDF")),
        Act.GEOJSON: (_("Export as &GeoJSON…"), _("The trip for mapping programs"), ""),
        Act.GPX: (_("Export as GP&X…"), _("The trip for GPS devices and map apps"), ""),
        Act.CALENDAR: (_("Export as &calendar…"), _("The legs for calendars, as iCalendar"), ""),
        Act.SAVED_TRIPS: (_("Saved trips no&w…"), _("Saved trips under these rules, those that got worse first"), ""),
        Act.INCIDENTS: (_("&Incidents…"), _("Import incidents from files, see and forget what is stored"), ""),
        Act.ADVISORIES: (
            _("A&dvisories…"),
            _("Import official advice, see what changed in it and which rules need review"),
            "",
        ),
        Act.FORGET: (
            _("&Forget recent files and unsaved work…"),
            _("Remove every trace of trips that this program keeps on this computer"),
            "",
        ),
        Act.QUIT: (_("&Quit"), _("Close the program"), ""),
        Act.UNDO: (_("&Undo"), _("Take back the last change"), ""),
        Act.REDO: (_("&Redo"), _("Do again what was undone"), ""),
        Act.COPY: (_("&Copy as e-mail text"), _("Verdict, reasons and conditions as text, for an e-mail"), ""),
        Act.QUICK: (_("&Quick plan…"), _("Say who, where, how and when, and see the verdict"), ""),
        Act.ADD_TRAVELLER: (_("Add &traveller"), _("Add somebody who travels"), ""),
        Act.PASTE_TRAVELLERS: (
            _("&Paste a list of travellers…"),
            _("Add travellers from a list copied in a spreadsheet"),
            "",
        ),
        Act.ADD_LEG: (_("Add &leg"), _("Add a leg from where the trip ends so far"), ""),
        Act.ADD_STAY: (_("Add &stay"), _("Add a stay where the trip ends so far"), ""),
        Act.LEG_BACK: (_("Last leg &back"), _("Add the last leg the other way round"), ""),
        Act.WAY_BACK: (_("&Way back"), _("Add the legs that lead back to the start"), ""),
        Act.PLAN: (_("Pla&n"), _("Plan a trip"), ""),
        Act.RULES: (_("&Rules"), _("Read, write and review the rules"), ""),
        Act.SYSTEM: (_("Colours of the &system"), _("Light or dark, as the computer is set"), ""),
        Act.LIGHT: (_("&Light colours"), _("Always light"), ""),
        Act.DARK: (_("&Dark colours"), _("Always dark"), ""),
        Act.LARGER: (_("Lar&ger text"), _("Enlarge all text"), ""),
        Act.SMALLER: (_("S&maller text"), _("Reduce all text"), ""),
        Act.USUAL_SIZE: (_("&Usual text size"), _("Text as large as in other programs"), ""),
        # each language is called by its own name, whatever the language in force
        Act.ENGLISH: ("&English", _("Window and print in English"), ""),
        Act.FRENCH: ("Fr&ançais", _("Window and print in French"), ""),
        Act.MAP: (_("Ma&p"), _("Show the trip on a map, or hide the map"), ""),
        Act.FAULTS: (_("&Faults in the rule files"), _("Show what is wrong with the rule files, and where"), ""),
        Act.SHORTCUTS: (_("&Keyboard shortcuts"), _("Every key that does something"), ""),
        Act.ABOUT: (_("&About this program"), _("Version, age of the rules, and what this program is not"), ""),
    }
