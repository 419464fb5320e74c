"""What is found in a text → what the protocol calls it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lsprotocol import types

from tempodb.base.errors import Problem, Span
from tempodb.base.printable import printable
from tempodb.language_server.findings import Edit, Finding, Hover, Located, Painted, Symbol
from tempodb.language_server.positions import Encoding, TextLines, lines_in
from tempodb.language_service.completions import Completion
from tempodb.language_service.highlighting import Role

TOLD_BY = "tempodb"
MAX_TOLD = 1000
"""How many characters of one message, or completion, are shown."""
TOKEN_TYPES: dict[Role, str] = {
    Role.KEYWORD: "keyword",
    Role.NAME: "variable",
    Role.DATE: "number",
    Role.STATUS: "enumMember",
    Role.NUMBER: "number",
    Role.STRING: "string",
    Role.PARAMETER: "parameter",
    Role.COMMENT: "comment",
    Role.PUNCTUATION: "operator",
}
"""What the roles are called that editors have colours for; what is wrong is marked, and not painted."""
TOKEN_LEGEND = tuple(dict.fromkeys(TOKEN_TYPES.values()))
SEVERITIES = {
    "warning": types.DiagnosticSeverity.Warning,
    "note": types.DiagnosticSeverity.Information,
}
"""How bad what has these codes is; all else is an error."""
ITEM_KINDS = {
    "keyword": types.CompletionItemKind.Keyword,
    "status": types.CompletionItemKind.EnumMember,
    "date": types.CompletionItemKind.Value,
    "column": types.CompletionItemKind.Field,
    "key": types.CompletionItemKind.Property,
}


def range_of(span: Span, lines: TextLines) -> types.Range:
    """Return where a span is."""
    (start, first), (end, last) = lines.position(span.start), lines.position(span.end)
    return types.Range(types.Position(start, first), types.Position(end, last))


def diagnostic(finding: Finding, lines: TextLines) -> types.Diagnostic:
    """Return what is told of something that is wrong."""
    problem = finding.problem
    return types.Diagnostic(
        range=range_of(_shown(finding.span, lines.text), lines),
        message=message_of(problem),
        severity=SEVERITIES.get(problem.code, types.DiagnosticSeverity.Error),
        code=problem.code,
        source=TOLD_BY,
    )


def message_of(problem: Problem) -> str:
    """Return what is wrong, and what to try.

    >>> print(message_of(Problem("syntax", "`limt` does not fit here", "write `limit`")))
    `limt` does not fit here
    help: write `limit`
    """
    lines = [problem.message, *([f"help: {problem.hint}"] if problem.hint else [])]
    return "\n".join(printable(line)[:MAX_TOLD] for line in lines)


def actions(findings: Iterable[Finding], wanted: Span, uri: str, lines: TextLines) -> list[types.CodeAction]:
    """Return what puts right what is wrong within *wanted*."""
    found = []
    for finding in findings:
        if finding.span.start > wanted.end or finding.span.end < wanted.start:
            continue
        for repair in finding.repairs:
            edits = [text_edit(edit, lines) for edit in repair.edits]
            found.append(
                types.CodeAction(
                    title=printable(repair.title)[:MAX_TOLD],
                    kind=types.CodeActionKind.QuickFix,
                    diagnostics=[diagnostic(finding, lines)],
                    is_preferred=len(finding.repairs) == 1,
                    edit=types.WorkspaceEdit(changes={uri: edits}),
                )
            )
    return found


def text_edit(edit: Edit, lines: TextLines) -> types.TextEdit:
    """Return a text in the place of another."""
    return types.TextEdit(range_of(edit.span, lines), edit.text)


def completion_list(found: Sequence[Completion], cursor: int, lines: TextLines) -> types.CompletionList:
    """Return what can stand at *cursor*, in its order; asked again at each key, since what fits changes."""
    items = []
    for number, each in enumerate(found):
        typed = lines.text[each.start : cursor]
        items.append(
            types.CompletionItem(
                label=each.display[:MAX_TOLD],
                kind=ITEM_KINDS.get(each.meta, types.CompletionItemKind.Value),
                detail=printable(each.meta)[:MAX_TOLD],
                sort_text=f"{number:04}",
                # What has the letters that were typed need not begin with them, as editors want it to.
                filter_text=typed or None,
                text_edit=text_edit(Edit(Span(each.start, cursor), each.text), lines),
                tags=None if each.is_used else [types.CompletionItemTag.Deprecated],
            )
        )
    return types.CompletionList(is_incomplete=True, items=items)


def hover(found: Hover, lines: TextLines) -> types.Hover:
    """Return what is told of a place."""
    content = types.MarkupContent(types.MarkupKind.Markdown, found.text)
    return types.Hover(content, range_of(found.span, lines))


def locations(found: Iterable[Located], encoding: Encoding) -> list[types.Location]:
    """Return where entries stand."""
    return [
        types.Location(each.path.as_uri(), range_of(each.entry.named, lines_in(each.text, encoding)))
        for each in found
    ]


def semantic_tokens(painted: Iterable[Painted], lines: TextLines) -> types.SemanticTokens:
    """Return what the words of a text are, each told by how far it is from the one before."""
    data: list[int] = []
    last_line = last_start = 0
    for each in painted:
        if each.role not in TOKEN_TYPES:
            continue
        number = TOKEN_LEGEND.index(TOKEN_TYPES[each.role])
        for line, start, length in lines.pieces(each.span):
            after = start - last_start if line == last_line else start
            data += [line - last_line, after, length, number, 0]
            last_line, last_start = line, start
    return types.SemanticTokens(data)


def symbols(found: Iterable[Symbol], lines: TextLines, kind: types.SymbolKind) -> list[types.DocumentSymbol]:
    """Return the parts of a file by which it is surveyed."""
    return [
        types.DocumentSymbol(
            name=printable(each.name)[:MAX_TOLD],
            detail=printable(each.detail)[:MAX_TOLD] or None,
            kind=kind,
            range=range_of(each.span, lines),
            selection_range=range_of(each.named, lines),
            children=symbols(each.within, lines, types.SymbolKind.Object) or None,
        )
        for each in found
    ]


def _shown(span: Span, text: str) -> Span:
    """Return a span that can be seen: of one that goes over lines, its first; of one of nothing, what is beside."""
    end = text.find("\n", span.start, span.end)
    if end > span.start:
        return Span(span.start, end)
    if span.end > span.start:
        return span
    return (
        Span(max(span.start - 1, 0), span.end)
        if span.start == len(text)
        else Span(span.start, span.start + 1)
    )
