import { createHash } from 'node:crypto'
import { deviations } from './deviations.js'
import { apiCalls, integrity, people, type Provenance } from './integrity.js'
import { type Section, withTablesNumbered } from './parts.js'
import { objectives } from './objectives.js'
import { lastDrills } from './previous.js'
import { remains } from './remains.js'
import { preflight } from './preflight.js'
import { scope } from './scope.js'
import { style } from './style.js'
import { timeline } from './timeline.js'
import { particulars, verdict } from './verdict.js'
import { waves } from './waves.js'
import type { EvidenceRecord } from '../record/schema.js'
import { clipped, joined, markup, Markup, nothing } from './markup.js'
import { isPlanOnly, modeWords, verdictWords } from '../words.js'

export type { JournalDigest, Provenance } from './integrity.js'

/**
 * The report (`report.html`): one page that loads nothing, runs nothing and leads nowhere but to the AWS console and to
 * the workflow run. Pure: the same record and digests make the same bytes.
 */
export function reportOf(record: EvidenceRecord, provenance: Provenance): string {
  const { noun } = modeWords[record.mode]
  const title = `${verdictWords[record.status].title}: ${record.plan.name.slice(0, 200)}, ${record.startedAt.slice(0, 10)}`
  const place = record.identity === null ? '' : `, ${record.identity.region}, account ${record.identity.account}`
  const kicker = `${noun}, ${record.startedAt.slice(0, 10)}${place.slice(0, 200)}`
  const sections = sectionsOf(record, provenance)
  const page = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<meta name="generator" content="drs-drill ${clipped(provenance.version, 40)}">
<title>${title}</title>
<style>${new Markup(style)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the report</a>
<div class="page">
<header>
<p class="kicker">${kicker}</p>
<h1>${clipped(record.plan.name, 200)}</h1>
${record.plan.description === null ? nothing : markup`<p class="about">${clipped(record.plan.description, 600)}</p>`}
</header>
<main id="main">
${verdict(record)}
<nav aria-label="Contents"><ul>
${sections.map(({ id, title }) => markup`<li><a href="#${id}">${title}</a></li>`)}
</ul></nav>
${sections.map(rendered)}
</main>
<footer>
<p>Derived from journal.ndjson by drs-drill. All times are UTC.</p>
</footer>
</div>
</body>
</html>
`
  return withTablesNumbered(page).text
}

/** Nothing may be loaded or run; of styles, only the page's own. */
const policy = new Markup(
  `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; ` +
    "base-uri 'none'; form-action 'none'"
)

/** What was not begun has no objectives and no timeline to tell of. */
function sectionsOf(record: EvidenceRecord, provenance: Provenance): readonly Section[] {
  const isPlan = isPlanOnly(record)
  return [
    particulars(record),
    ...(isPlan ? [] : [objectives(record), timeline(record), lastDrills(record)]),
    ...(record.preflight.length === 0 ? [] : [preflight(record)]),
    waves(record),
    deviations(record),
    scope(record),
    remains(record),
    people(record),
    apiCalls(record),
    integrity(provenance)
  ]
}

function rendered({ id, title, body }: Section): Markup {
  return joined([
    markup`<section id="${id}" aria-labelledby="${id}-title">`,
    markup`<h2 id="${id}-title">${title}</h2>`,
    body,
    markup`</section>`
  ])
}
