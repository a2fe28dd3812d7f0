import fc from 'fast-check'

/** What someone would write into a host name, a tag or an error text to be obeyed somewhere. */
const attacks = [
  '##[add-mask]x',
  '::set-output name=status::passed',
  '::stop-commands::x',
  '|',
  '\\|',
  '`',
  '```',
  '\n',
  '\r\n',
  '\u2028',
  '\t',
  '<script>alert(1)</script>',
  '<!--',
  '-->',
  '</details>',
  '<img src=x onerror=alert(1)>',
  '[x](javascript:alert(1))',
  '![x](https://evil.example/pixel.png)',
  'https://evil.example/',
  'www.evil.example',
  'mailto:a@evil.example',
  '@octocat',
  '#123',
  ':rocket:',
  '$x$',
  '**',
  '_',
  '~~',
  '# ',
  '- ',
  '1. ',
  '> ',
  '&lt;',
  '&#60;',
  ']]>',
  '<![CDATA[',
  '"',
  "'",
  '%%{init: {}}%%',
  'click a href "javascript:alert(1)"',
  '\u202E',
  '\u2066',
  '\u200B',
  '\uFEFF',
  '\u0000',
  '\u0007',
  '\u001B[31m',
  '\u001B]8;;https://evil.example\u0007',
  '\u0085',
  '\uD800',
  '\uDC00',
  '\uFFFE',
  '\u{E0041}',
  '\\',
  ' '
]

/** Texts made of attacks, ordinary text and anything else that a string can hold. */
export const hostileText = fc
  .array(fc.oneof(fc.constantFrom(...attacks), fc.string({ unit: 'binary', maxLength: 5 }), fc.constant('app-01')), {
    maxLength: 12
  })
  .map((parts) => parts.join(''))

/** One text with every attack in it. */
export const everyAttack = attacks.join(' x ')
