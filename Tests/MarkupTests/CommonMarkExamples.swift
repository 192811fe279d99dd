/// The examples of the CommonMark specification, version 0.31.2, that Docket's subset keeps.
///
/// From https://spec.commonmark.org/0.31.2/ by John MacFarlane, CC BY-SA 4.0, with its numbers. What
/// Docket writes otherwise is put in its place: `<br>` and `<hr>` without a slash, and a note for a
/// block quote. The examples that are not here use what the subset leaves out.
let commonMarkExamples: [(number: Int, markdown: String, html: String)] = [
  // Tabs
  (4, "  - foo\n\n\tbar", "<ul>\n<li>\n<p>foo</p>\n<p>bar</p>\n</li>\n</ul>"),
  (
    9, " - foo\n   - bar\n\t - baz",
    "<ul>\n<li>foo\n<ul>\n<li>bar\n<ul>\n<li>baz</li>\n</ul>\n</li>\n</ul>\n</li>\n</ul>"
  ),
  (11, "*\t*\t*\t", "<hr>"),
  // Backslash escapes
  (
    12,
    "\\!\\\"\\#\\$\\%\\&\\'\\(\\)\\*\\+\\,\\-\\.\\/\\:\\;\\<\\=\\>\\?\\@\\[\\\\\\]\\^\\_\\`\\{\\|\\}\\~",
    "<p>!&quot;#$%&amp;'()*+,-./:;&lt;=&gt;?@[\\]^_`{|}~</p>"
  ),
  (13, "\\\t\\A\\a\\ \\3\\φ\\«", "<p>\\\t\\A\\a\\ \\3\\φ\\«</p>"),
  (
    14,
    "\\*not emphasized*\n\\<br/> not a tag\n\\[not a link](/foo)\n\\`not code`\n1\\. not a list\n\\* not a list\n\\# not a heading\n\\[foo]: /url \"not a reference\"\n\\&ouml; not a character entity",
    "<p>*not emphasized*\n&lt;br/&gt; not a tag\n[not a link](/foo)\n`not code`\n1. not a list\n* not a list\n# not a heading\n[foo]: /url &quot;not a reference&quot;\n&amp;ouml; not a character entity</p>"
  ),
  (15, "\\\\*emphasis*", "<p>\\<em>emphasis</em></p>"),
  (16, "foo\\\nbar", "<p>foo<br>\nbar</p>"),
  (17, "`` \\[\\` ``", "<p><code>\\[\\`</code></p>"),
  // Precedence
  (42, "- `one\n- two`", "<ul>\n<li>`one</li>\n<li>two`</li>\n</ul>"),
  // Thematic breaks
  (43, "***\n---\n___", "<hr>\n<hr>\n<hr>"),
  (44, "+++", "<p>+++</p>"),
  (45, "===", "<p>===</p>"),
  (46, "--\n**\n__", "<p>--\n**\n__</p>"),
  (47, " ***\n  ***\n   ***", "<hr>\n<hr>\n<hr>"),
  (49, "Foo\n    ***", "<p>Foo\n***</p>"),
  (50, "_____________________________________", "<hr>"),
  (51, " - - -", "<hr>"),
  (52, " **  * ** * ** * **", "<hr>"),
  (53, "-     -      -      -", "<hr>"),
  (54, "- - - -    ", "<hr>"),
  (55, "_ _ _ _ a\n\na------\n\n---a---", "<p>_ _ _ _ a</p>\n<p>a------</p>\n<p>---a---</p>"),
  (56, " *-*", "<p><em>-</em></p>"),
  (57, "- foo\n***\n- bar", "<ul>\n<li>foo</li>\n</ul>\n<hr>\n<ul>\n<li>bar</li>\n</ul>"),
  (58, "Foo\n***\nbar", "<p>Foo</p>\n<hr>\n<p>bar</p>"),
  (61, "- Foo\n- * * *", "<ul>\n<li>Foo</li>\n<li>\n<hr>\n</li>\n</ul>"),
  // ATX headings
  (63, "####### foo", "<p>####### foo</p>"),
  (64, "#5 bolt\n\n#hashtag", "<p>#5 bolt</p>\n<p>#hashtag</p>"),
  (65, "\\## foo", "<p>## foo</p>"),
  (70, "foo\n    # bar", "<p>foo\n# bar</p>"),
  (71, "## foo ##\n  ###   bar    ###", "<h2>foo</h2>\n<h3>bar</h3>"),
  (73, "### foo ###     ", "<h3>foo</h3>"),
  (74, "### foo ### b", "<h3>foo ### b</h3>"),
  (77, "****\n## foo\n****", "<hr>\n<h2>foo</h2>\n<hr>"),
  // Paragraphs
  (219, "aaa\n\nbbb", "<p>aaa</p>\n<p>bbb</p>"),
  (220, "aaa\nbbb\n\nccc\nddd", "<p>aaa\nbbb</p>\n<p>ccc\nddd</p>"),
  (221, "aaa\n\n\nbbb", "<p>aaa</p>\n<p>bbb</p>"),
  (222, "  aaa\n bbb", "<p>aaa\nbbb</p>"),
  (
    223, "aaa\n             bbb\n                                       ccc",
    "<p>aaa\nbbb\nccc</p>"
  ),
  (224, "   aaa\nbbb", "<p>aaa\nbbb</p>"),
  // Block quotes
  (233, "> bar\nbaz\n> foo", "<div class=\"note\">\n<p>bar\nbaz\nfoo</p>\n</div>"),
  (234, "> foo\n---", "<div class=\"note\">\n<p>foo</p>\n</div>\n<hr>"),
  (
    235, "> - foo\n- bar",
    "<div class=\"note\">\n<ul>\n<li>foo</li>\n</ul>\n</div>\n<ul>\n<li>bar</li>\n</ul>"
  ),
  (238, "> foo\n    - bar", "<div class=\"note\">\n<p>foo\n- bar</p>\n</div>"),
  (239, ">", "<div class=\"note\">\n</div>"),
  (240, ">\n>  \n> ", "<div class=\"note\">\n</div>"),
  (241, ">\n> foo\n>  ", "<div class=\"note\">\n<p>foo</p>\n</div>"),
  (
    242, "> foo\n\n> bar",
    "<div class=\"note\">\n<p>foo</p>\n</div>\n<div class=\"note\">\n<p>bar</p>\n</div>"
  ),
  (243, "> foo\n> bar", "<div class=\"note\">\n<p>foo\nbar</p>\n</div>"),
  (244, "> foo\n>\n> bar", "<div class=\"note\">\n<p>foo</p>\n<p>bar</p>\n</div>"),
  (245, "foo\n> bar", "<p>foo</p>\n<div class=\"note\">\n<p>bar</p>\n</div>"),
  (
    246, "> aaa\n***\n> bbb",
    "<div class=\"note\">\n<p>aaa</p>\n</div>\n<hr>\n<div class=\"note\">\n<p>bbb</p>\n</div>"
  ),
  (247, "> bar\nbaz", "<div class=\"note\">\n<p>bar\nbaz</p>\n</div>"),
  (248, "> bar\n\nbaz", "<div class=\"note\">\n<p>bar</p>\n</div>\n<p>baz</p>"),
  (249, "> bar\n>\nbaz", "<div class=\"note\">\n<p>bar</p>\n</div>\n<p>baz</p>"),
  (
    250, "> > > foo\nbar",
    "<div class=\"note\">\n<div class=\"note\">\n<div class=\"note\">\n<p>foo\nbar</p>\n</div>\n</div>\n</div>"
  ),
  (
    251, ">>> foo\n> bar\n>>baz",
    "<div class=\"note\">\n<div class=\"note\">\n<div class=\"note\">\n<p>foo\nbar\nbaz</p>\n</div>\n</div>\n</div>"
  ),
  // List items
  (255, "- one\n\n two", "<ul>\n<li>one</li>\n</ul>\n<p>two</p>"),
  (256, "- one\n\n  two", "<ul>\n<li>\n<p>one</p>\n<p>two</p>\n</li>\n</ul>"),
  (258, " -    one\n\n      two", "<ul>\n<li>\n<p>one</p>\n<p>two</p>\n</li>\n</ul>"),
  (
    259, "   > > 1.  one\n>>\n>>     two",
    "<div class=\"note\">\n<div class=\"note\">\n<ol>\n<li>\n<p>one</p>\n<p>two</p>\n</li>\n</ol>\n</div>\n</div>"
  ),
  (
    260, ">>- one\n>>\n  >  > two",
    "<div class=\"note\">\n<div class=\"note\">\n<ul>\n<li>one</li>\n</ul>\n<p>two</p>\n</div>\n</div>"
  ),
  (261, "-one\n\n2.two", "<p>-one</p>\n<p>2.two</p>"),
  (262, "- foo\n\n\n  bar", "<ul>\n<li>\n<p>foo</p>\n<p>bar</p>\n</li>\n</ul>"),
  (265, "123456789. ok", "<ol start=\"123456789\">\n<li>ok</li>\n</ol>"),
  (266, "1234567890. not ok", "<p>1234567890. not ok</p>"),
  (267, "0. ok", "<ol start=\"0\">\n<li>ok</li>\n</ol>"),
  (268, "003. ok", "<ol start=\"3\">\n<li>ok</li>\n</ol>"),
  (269, "-1. not ok", "<p>-1. not ok</p>"),
  (275, "   foo\n\nbar", "<p>foo</p>\n<p>bar</p>"),
  (276, "-    foo\n\n  bar", "<ul>\n<li>foo</li>\n</ul>\n<p>bar</p>"),
  (277, "-  foo\n\n   bar", "<ul>\n<li>\n<p>foo</p>\n<p>bar</p>\n</li>\n</ul>"),
  (279, "-   \n  foo", "<ul>\n<li>foo</li>\n</ul>"),
  (280, "-\n\n  foo", "<ul>\n<li></li>\n</ul>\n<p>foo</p>"),
  (281, "- foo\n-\n- bar", "<ul>\n<li>foo</li>\n<li></li>\n<li>bar</li>\n</ul>"),
  (282, "- foo\n-   \n- bar", "<ul>\n<li>foo</li>\n<li></li>\n<li>bar</li>\n</ul>"),
  (283, "1. foo\n2.\n3. bar", "<ol>\n<li>foo</li>\n<li></li>\n<li>bar</li>\n</ol>"),
  (285, "foo\n*\n\nfoo\n1.", "<p>foo\n*</p>\n<p>foo\n1.</p>"),
  (
    291, "  1.  A paragraph\n    with two lines.",
    "<ol>\n<li>A paragraph\nwith two lines.</li>\n</ol>"
  ),
  (
    292, "> 1. > Blockquote\ncontinued here.",
    "<div class=\"note\">\n<ol>\n<li>\n<div class=\"note\">\n<p>Blockquote\ncontinued here.</p>\n</div>\n</li>\n</ol>\n</div>"
  ),
  (
    293, "> 1. > Blockquote\n> continued here.",
    "<div class=\"note\">\n<ol>\n<li>\n<div class=\"note\">\n<p>Blockquote\ncontinued here.</p>\n</div>\n</li>\n</ol>\n</div>"
  ),
  (
    294, "- foo\n  - bar\n    - baz\n      - boo",
    "<ul>\n<li>foo\n<ul>\n<li>bar\n<ul>\n<li>baz\n<ul>\n<li>boo</li>\n</ul>\n</li>\n</ul>\n</li>\n</ul>\n</li>\n</ul>"
  ),
  (
    295, "- foo\n - bar\n  - baz\n   - boo",
    "<ul>\n<li>foo</li>\n<li>bar</li>\n<li>baz</li>\n<li>boo</li>\n</ul>"
  ),
  (298, "- - foo", "<ul>\n<li>\n<ul>\n<li>foo</li>\n</ul>\n</li>\n</ul>"),
  (
    299, "1. - 2. foo",
    "<ol>\n<li>\n<ul>\n<li>\n<ol start=\"2\">\n<li>foo</li>\n</ol>\n</li>\n</ul>\n</li>\n</ol>"
  ),
  // Lists
  (303, "Foo\n- bar\n- baz", "<p>Foo</p>\n<ul>\n<li>bar</li>\n<li>baz</li>\n</ul>"),
  (
    304, "The number of windows in my house is\n14.  The number of doors is 6.",
    "<p>The number of windows in my house is\n14.  The number of doors is 6.</p>"
  ),
  (
    305, "The number of windows in my house is\n1.  The number of doors is 6.",
    "<p>The number of windows in my house is</p>\n<ol>\n<li>The number of doors is 6.</li>\n</ol>"
  ),
  (
    306, "- foo\n\n- bar\n\n\n- baz",
    "<ul>\n<li>\n<p>foo</p>\n</li>\n<li>\n<p>bar</p>\n</li>\n<li>\n<p>baz</p>\n</li>\n</ul>"
  ),
  (
    307, "- foo\n  - bar\n    - baz\n\n\n      bim",
    "<ul>\n<li>foo\n<ul>\n<li>bar\n<ul>\n<li>\n<p>baz</p>\n<p>bim</p>\n</li>\n</ul>\n</li>\n</ul>\n</li>\n</ul>"
  ),
  (
    310, "- a\n - b\n  - c\n   - d\n  - e\n - f\n- g",
    "<ul>\n<li>a</li>\n<li>b</li>\n<li>c</li>\n<li>d</li>\n<li>e</li>\n<li>f</li>\n<li>g</li>\n</ul>"
  ),
  (
    311, "1. a\n\n  2. b\n\n   3. c",
    "<ol>\n<li>\n<p>a</p>\n</li>\n<li>\n<p>b</p>\n</li>\n<li>\n<p>c</p>\n</li>\n</ol>"
  ),
  (
    312, "- a\n - b\n  - c\n   - d\n    - e",
    "<ul>\n<li>a</li>\n<li>b</li>\n<li>c</li>\n<li>d\n- e</li>\n</ul>"
  ),
  (
    314, "- a\n- b\n\n- c",
    "<ul>\n<li>\n<p>a</p>\n</li>\n<li>\n<p>b</p>\n</li>\n<li>\n<p>c</p>\n</li>\n</ul>"
  ),
  (
    316, "- a\n- b\n\n  c\n- d",
    "<ul>\n<li>\n<p>a</p>\n</li>\n<li>\n<p>b</p>\n<p>c</p>\n</li>\n<li>\n<p>d</p>\n</li>\n</ul>"
  ),
  (
    319, "- a\n  - b\n\n    c\n- d",
    "<ul>\n<li>a\n<ul>\n<li>\n<p>b</p>\n<p>c</p>\n</li>\n</ul>\n</li>\n<li>d</li>\n</ul>"
  ),
  (322, "- a", "<ul>\n<li>a</li>\n</ul>"),
  (323, "- a\n  - b", "<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n</ul>"),
  (
    326, "- a\n  - b\n  - c\n\n- d\n  - e\n  - f",
    "<ul>\n<li>\n<p>a</p>\n<ul>\n<li>b</li>\n<li>c</li>\n</ul>\n</li>\n<li>\n<p>d</p>\n<ul>\n<li>e</li>\n<li>f</li>\n</ul>\n</li>\n</ul>"
  ),
  // Inlines
  (327, "`hi`lo`", "<p><code>hi</code>lo`</p>"),
  // Code spans
  (328, "`foo`", "<p><code>foo</code></p>"),
  (329, "`` foo ` bar ``", "<p><code>foo ` bar</code></p>"),
  (330, "` `` `", "<p><code>``</code></p>"),
  (331, "`  ``  `", "<p><code> `` </code></p>"),
  (332, "` a`", "<p><code> a</code></p>"),
  (333, "`\u{A0}b\u{A0}`", "<p><code>\u{A0}b\u{A0}</code></p>"),
  (334, "`\u{A0}`\n`  `", "<p><code>\u{A0}</code>\n<code>  </code></p>"),
  (335, "``\nfoo\nbar  \nbaz\n``", "<p><code>foo bar   baz</code></p>"),
  (336, "``\nfoo \n``", "<p><code>foo </code></p>"),
  (337, "`foo   bar \nbaz`", "<p><code>foo   bar  baz</code></p>"),
  (338, "`foo\\`bar`", "<p><code>foo\\</code>bar`</p>"),
  (339, "``foo`bar``", "<p><code>foo`bar</code></p>"),
  (340, "` foo `` bar `", "<p><code>foo `` bar</code></p>"),
  (341, "*foo`*`", "<p>*foo<code>*</code></p>"),
  (342, "[not a `link](/foo`)", "<p>[not a <code>link](/foo</code>)</p>"),
  (343, "`<a href=\"`\">`", "<p><code>&lt;a href=&quot;</code>&quot;&gt;`</p>"),
  (345, "`<https://foo.bar.`baz>`", "<p><code>&lt;https://foo.bar.</code>baz&gt;`</p>"),
  (347, "```foo``", "<p>```foo``</p>"),
  (348, "`foo", "<p>`foo</p>"),
  (349, "`foo``bar``", "<p>`foo<code>bar</code></p>"),
  // Emphasis and strong emphasis
  (350, "*foo bar*", "<p><em>foo bar</em></p>"),
  (351, "a * foo bar*", "<p>a * foo bar*</p>"),
  (352, "a*\"foo\"*", "<p>a*&quot;foo&quot;*</p>"),
  (353, "*\u{A0}a\u{A0}*", "<p>*\u{A0}a\u{A0}*</p>"),
  (
    354, "*$*alpha.\n\n*£*bravo.\n\n*€*charlie.",
    "<p>*$*alpha.</p>\n<p>*£*bravo.</p>\n<p>*€*charlie.</p>"
  ),
  (355, "foo*bar*", "<p>foo<em>bar</em></p>"),
  (356, "5*6*78", "<p>5<em>6</em>78</p>"),
  (358, "_ foo bar_", "<p>_ foo bar_</p>"),
  (359, "a_\"foo\"_", "<p>a_&quot;foo&quot;_</p>"),
  (360, "foo_bar_", "<p>foo_bar_</p>"),
  (361, "5_6_78", "<p>5_6_78</p>"),
  (362, "пристаням_стремятся_", "<p>пристаням_стремятся_</p>"),
  (363, "aa_\"bb\"_cc", "<p>aa_&quot;bb&quot;_cc</p>"),
  (365, "_foo*", "<p>_foo*</p>"),
  (366, "*foo bar *", "<p>*foo bar *</p>"),
  (367, "*foo bar\n*", "<p>*foo bar\n*</p>"),
  (368, "*(*foo)", "<p>*(*foo)</p>"),
  (369, "*(*foo*)*", "<p><em>(<em>foo</em>)</em></p>"),
  (370, "*foo*bar", "<p><em>foo</em>bar</p>"),
  (371, "_foo bar _", "<p>_foo bar _</p>"),
  (372, "_(_foo)", "<p>_(_foo)</p>"),
  (374, "_foo_bar", "<p>_foo_bar</p>"),
  (375, "_пристаням_стремятся", "<p>_пристаням_стремятся</p>"),
  (378, "**foo bar**", "<p><strong>foo bar</strong></p>"),
  (379, "** foo bar**", "<p>** foo bar**</p>"),
  (380, "a**\"foo\"**", "<p>a**&quot;foo&quot;**</p>"),
  (381, "foo**bar**", "<p>foo<strong>bar</strong></p>"),
  (383, "__ foo bar__", "<p>__ foo bar__</p>"),
  (384, "__\nfoo bar__", "<p>__\nfoo bar__</p>"),
  (385, "a__\"foo\"__", "<p>a__&quot;foo&quot;__</p>"),
  (386, "foo__bar__", "<p>foo__bar__</p>"),
  (387, "5__6__78", "<p>5__6__78</p>"),
  (
    388, "пристаням__стремятся__",
    "<p>пристаням__стремятся__</p>"
  ),
  (391, "**foo bar **", "<p>**foo bar **</p>"),
  (392, "**(**foo)", "<p>**(**foo)</p>"),
  (393, "*(**foo**)*", "<p><em>(<strong>foo</strong>)</em></p>"),
  (
    394, "**Gomphocarpus (*Gomphocarpus physocarpus*, syn.\n*Asclepias physocarpa*)**",
    "<p><strong>Gomphocarpus (<em>Gomphocarpus physocarpus</em>, syn.\n<em>Asclepias physocarpa</em>)</strong></p>"
  ),
  (395, "**foo \"*bar*\" foo**", "<p><strong>foo &quot;<em>bar</em>&quot; foo</strong></p>"),
  (396, "**foo**bar", "<p><strong>foo</strong>bar</p>"),
  (397, "__foo bar __", "<p>__foo bar __</p>"),
  (398, "__(__foo)", "<p>__(__foo)</p>"),
  (400, "__foo__bar", "<p>__foo__bar</p>"),
  (
    401, "__пристаням__стремятся",
    "<p>__пристаням__стремятся</p>"
  ),
  (404, "*foo [bar](/url)*", "<p><em>foo <a href=\"/url\">bar</a></em></p>"),
  (405, "*foo\nbar*", "<p><em>foo\nbar</em></p>"),
  (409, "*foo *bar**", "<p><em>foo <em>bar</em></em></p>"),
  (410, "*foo **bar** baz*", "<p><em>foo <strong>bar</strong> baz</em></p>"),
  (411, "*foo**bar**baz*", "<p><em>foo<strong>bar</strong>baz</em></p>"),
  (412, "*foo**bar*", "<p><em>foo**bar</em></p>"),
  (413, "***foo** bar*", "<p><em><strong>foo</strong> bar</em></p>"),
  (414, "*foo **bar***", "<p><em>foo <strong>bar</strong></em></p>"),
  (415, "*foo**bar***", "<p><em>foo<strong>bar</strong></em></p>"),
  (416, "foo***bar***baz", "<p>foo<em><strong>bar</strong></em>baz</p>"),
  (
    417, "foo******bar*********baz",
    "<p>foo<strong><strong><strong>bar</strong></strong></strong>***baz</p>"
  ),
  (
    418, "*foo **bar *baz* bim** bop*",
    "<p><em>foo <strong>bar <em>baz</em> bim</strong> bop</em></p>"
  ),
  (419, "*foo [*bar*](/url)*", "<p><em>foo <a href=\"/url\"><em>bar</em></a></em></p>"),
  (420, "** is not an empty emphasis", "<p>** is not an empty emphasis</p>"),
  (421, "**** is not an empty strong emphasis", "<p>**** is not an empty strong emphasis</p>"),
  (422, "**foo [bar](/url)**", "<p><strong>foo <a href=\"/url\">bar</a></strong></p>"),
  (423, "**foo\nbar**", "<p><strong>foo\nbar</strong></p>"),
  (427, "**foo **bar****", "<p><strong>foo <strong>bar</strong></strong></p>"),
  (428, "**foo *bar* baz**", "<p><strong>foo <em>bar</em> baz</strong></p>"),
  (429, "**foo*bar*baz**", "<p><strong>foo<em>bar</em>baz</strong></p>"),
  (430, "***foo* bar**", "<p><strong><em>foo</em> bar</strong></p>"),
  (431, "**foo *bar***", "<p><strong>foo <em>bar</em></strong></p>"),
  (
    432, "**foo *bar **baz**\nbim* bop**",
    "<p><strong>foo <em>bar <strong>baz</strong>\nbim</em> bop</strong></p>"
  ),
  (433, "**foo [*bar*](/url)**", "<p><strong>foo <a href=\"/url\"><em>bar</em></a></strong></p>"),
  (434, "__ is not an empty emphasis", "<p>__ is not an empty emphasis</p>"),
  (435, "____ is not an empty strong emphasis", "<p>____ is not an empty strong emphasis</p>"),
  (436, "foo ***", "<p>foo ***</p>"),
  (437, "foo *\\**", "<p>foo <em>*</em></p>"),
  (438, "foo *_*", "<p>foo <em>_</em></p>"),
  (439, "foo *****", "<p>foo *****</p>"),
  (440, "foo **\\***", "<p>foo <strong>*</strong></p>"),
  (441, "foo **_**", "<p>foo <strong>_</strong></p>"),
  (442, "**foo*", "<p>*<em>foo</em></p>"),
  (443, "*foo**", "<p><em>foo</em>*</p>"),
  (444, "***foo**", "<p>*<strong>foo</strong></p>"),
  (445, "****foo*", "<p>***<em>foo</em></p>"),
  (446, "**foo***", "<p><strong>foo</strong>*</p>"),
  (447, "*foo****", "<p><em>foo</em>***</p>"),
  (448, "foo ___", "<p>foo ___</p>"),
  (451, "foo _____", "<p>foo _____</p>"),
  (460, "**foo**", "<p><strong>foo</strong></p>"),
  (464, "****foo****", "<p><strong><strong>foo</strong></strong></p>"),
  (466, "******foo******", "<p><strong><strong><strong>foo</strong></strong></strong></p>"),
  (467, "***foo***", "<p><em><strong>foo</strong></em></p>"),
  (469, "*foo _bar* baz_", "<p><em>foo _bar</em> baz_</p>"),
  (471, "**foo **bar baz**", "<p>**foo <strong>bar baz</strong></p>"),
  (472, "*foo *bar baz*", "<p>*foo <em>bar baz</em></p>"),
  (473, "*[bar*](/url)", "<p>*<a href=\"/url\">bar*</a></p>"),
  (474, "_foo [bar_](/url)", "<p>_foo <a href=\"/url\">bar_</a></p>"),
  (478, "*a `*`*", "<p><em>a <code>*</code></em></p>"),
  // Links
  (483, "[link](/uri)", "<p><a href=\"/uri\">link</a></p>"),
  (484, "[](./target.md)", "<p><a href=\"./target.md\"></a></p>"),
  (485, "[link]()", "<p><a href=\"\">link</a></p>"),
  (486, "[link](<>)", "<p><a href=\"\">link</a></p>"),
  (487, "[]()", "<p><a href=\"\"></a></p>"),
  (488, "[link](/my uri)", "<p>[link](/my uri)</p>"),
  (489, "[link](</my uri>)", "<p><a href=\"/my%20uri\">link</a></p>"),
  (490, "[link](foo\nbar)", "<p>[link](foo\nbar)</p>"),
  (492, "[a](<b)c>)", "<p><a href=\"b)c\">a</a></p>"),
  (493, "[link](<foo\\>)", "<p>[link](&lt;foo&gt;)</p>"),
  (495, "[link](\\(foo\\))", "<p><a href=\"(foo)\">link</a></p>"),
  (496, "[link](foo(and(bar)))", "<p><a href=\"foo(and(bar))\">link</a></p>"),
  (497, "[link](foo(and(bar))", "<p>[link](foo(and(bar))</p>"),
  (498, "[link](foo\\(and\\(bar\\))", "<p><a href=\"foo(and(bar)\">link</a></p>"),
  (499, "[link](<foo(and(bar)>)", "<p><a href=\"foo(and(bar)\">link</a></p>"),
  (500, "[link](foo\\)\\:)", "<p><a href=\"foo):\">link</a></p>"),
  (
    501,
    "[link](#fragment)\n\n[link](https://example.com#fragment)\n\n[link](https://example.com?foo=3#frag)",
    "<p><a href=\"#fragment\">link</a></p>\n<p><a href=\"https://example.com#fragment\">link</a></p>\n<p><a href=\"https://example.com?foo=3#frag\">link</a></p>"
  ),
  (502, "[link](foo\\bar)", "<p><a href=\"foo%5Cbar\">link</a></p>"),
  (504, "[link](\"title\")", "<p><a href=\"%22title%22\">link</a></p>"),
  (507, "[link](/url\u{A0}\"title\")", "<p><a href=\"/url%C2%A0%22title%22\">link</a></p>"),
  (
    508, "[link](/url \"title \"and\" title\")",
    "<p>[link](/url &quot;title &quot;and&quot; title&quot;)</p>"
  ),
  (511, "[link] (/uri)", "<p>[link] (/uri)</p>"),
  (512, "[link [foo [bar]]](/uri)", "<p><a href=\"/uri\">link [foo [bar]]</a></p>"),
  (513, "[link] bar](/uri)", "<p>[link] bar](/uri)</p>"),
  (514, "[link [bar](/uri)", "<p>[link <a href=\"/uri\">bar</a></p>"),
  (515, "[link \\[bar](/uri)", "<p><a href=\"/uri\">link [bar</a></p>"),
  (
    516, "[link *foo **bar** `#`*](/uri)",
    "<p><a href=\"/uri\">link <em>foo <strong>bar</strong> <code>#</code></em></a></p>"
  ),
  (518, "[foo [bar](/uri)](/uri)", "<p>[foo <a href=\"/uri\">bar</a>](/uri)</p>"),
  (
    519, "[foo *[bar [baz](/uri)](/uri)*](/uri)",
    "<p>[foo <em>[bar <a href=\"/uri\">baz</a>](/uri)</em>](/uri)</p>"
  ),
  (521, "*[foo*](/uri)", "<p>*<a href=\"/uri\">foo*</a></p>"),
  (522, "[foo *bar](baz*)", "<p><a href=\"baz*\">foo *bar</a></p>"),
  (523, "*foo [bar* baz]", "<p><em>foo [bar</em> baz]</p>"),
  (525, "[foo`](/uri)`", "<p>[foo<code>](/uri)</code></p>"),
  (546, "[foo][ref[]\n\n[ref[]: /uri", "<p>[foo][ref[]</p>\n<p>[ref[]: /uri</p>"),
  (547, "[foo][ref[bar]]\n\n[ref[bar]]: /uri", "<p>[foo][ref[bar]]</p>\n<p>[ref[bar]]: /uri</p>"),
  (548, "[[[foo]]]\n\n[[[foo]]]: /url", "<p>[[[foo]]]</p>\n<p>[[[foo]]]: /url</p>"),
  (551, "[]\n\n[]: /uri", "<p>[]</p>\n<p>[]: /uri</p>"),
  (552, "[\n ]\n\n[\n ]: /uri", "<p>[\n]</p>\n<p>[\n]: /uri</p>"),
  // Hard line breaks
  (634, "foo\\\nbaz", "<p>foo<br>\nbaz</p>"),
  (637, "foo\\\n     bar", "<p>foo<br>\nbar</p>"),
  (639, "*foo\\\nbar*", "<p><em>foo<br>\nbar</em></p>"),
  (640, "`code  \nspan`", "<p><code>code   span</code></p>"),
  (641, "`code\\\nspan`", "<p><code>code\\ span</code></p>"),
  (644, "foo\\", "<p>foo\\</p>"),
  (645, "foo  ", "<p>foo</p>"),
  (646, "### foo\\", "<h3>foo\\</h3>"),
  (647, "### foo  ", "<h3>foo</h3>"),
  // Soft line breaks
  (648, "foo\nbaz", "<p>foo\nbaz</p>"),
  (649, "foo \n baz", "<p>foo\nbaz</p>"),
  // Textual content
  (650, "hello $.;'there", "<p>hello $.;'there</p>"),
  (651, "Foo χρῆν", "<p>Foo χρῆν</p>"),
  (652, "Multiple     spaces", "<p>Multiple     spaces</p>"),
]
