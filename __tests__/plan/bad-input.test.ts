import { describe, expect, test } from '@jest/globals'
import { problemsOf } from './builders.js'

/** A plan's text by its lines, and every problem that it has, in the order of the file. */
type Case = readonly [what: string, lines: readonly string[], problems: readonly string[]]

const TEXT: readonly Case[] = [
  ['an empty file', [''], ['1:1 The plan is empty: it needs at least "version: 1", "name" and "waves"']],
  ['only a comment', ['# a plan', ''], ['1:1 The plan is empty: it needs at least "version: 1", "name" and "waves"']],
  ['null', ['null', ''], ['1:1 The plan is empty: it needs at least "version: 1", "name" and "waves"']],
  [
    'a single word',
    ['hello', ''],
    [
      '1:1 The plan is a single value, not a map: begin with "version: 1" (a space behind the colon), "name" and "waves"'
    ]
  ],
  [
    'no space behind the colon',
    ['version:1', 'name:x', ''],
    [
      '1:1 The plan is a single value, not a map: begin with "version: 1" (a space behind the colon), "name" and "waves"'
    ]
  ],
  [
    'a list',
    ['- version: 1', ''],
    ['1:1 The plan is a list, not a map: begin with "version: 1" (a space behind the colon), "name" and "waves"']
  ],
  [
    'two documents',
    [
      'version: 1',
      'name: payments',
      'waves:',
      '- { name: a, servers: [s-1111111111111111a] }',
      '---',
      'version: 1',
      'name: payments',
      'waves:',
      '- { name: a, servers: [s-1111111111111111a] }',
      ''
    ],
    ['5:1 A second YAML document begins here: a plan is one, without "---" in it']
  ],
  [
    'text behind the end',
    ['version: 1', 'name: payments', 'waves:', '- { name: a, servers: [s-1111111111111111a] }', '...', 'more', ''],
    ['6:1 A second YAML document begins here: a plan is one, without "---" in it']
  ],
  [
    'tabs that indent',
    ['version: 1', 'waves:', '\t- name: a', '\t- name: b', ''],
    [
      '3:1 A tab indents this line: YAML is indented with spaces',
      '4:1 A tab indents this line: YAML is indented with spaces'
    ]
  ],
  [
    'an open quote',
    ['version: 1', 'name: payments', 'description: "quarterly', 'region: us-west-2', ''],
    ['3:14 This quote is never closed: close it with the same quote, or take it away']
  ],
  [
    'an open bracket',
    ['version: 1', 'name: payments', 'waves: [', 'region: us-west-2', ''],
    ['4:1 A "[" is not closed before this line: close it with "]", or indent what it holds']
  ],
  [
    'an open brace',
    ['version: 1', 'name: payments', 'objectives: { rto: 60m', 'region: us-west-2', ''],
    ['4:1 A "{" is not closed before this line: close it with "}", or indent what it holds']
  ],
  ['an open brace at the end', ['{ version: 1'], ['1:13 A "{" is not closed: close it with "}"']],
  [
    'a colon too many',
    ['version: 1', 'name: payments', 'description: drill: the second', 'region: a: b', ''],
    [
      '3:14 This value holds a second ": ": put it in quotes, or indent the next key like this one',
      '4:9 This value holds a second ": ": put it in quotes, or indent the next key like this one'
    ]
  ],
  [
    'a key that does not line up',
    ['waves:', '  - name: a', '    servers: []', '   after: []', ''],
    ['4:1 This line does not line up with anything above it: indent it like its neighbours']
  ],
  [
    'a key without a colon',
    ['version: 1', 'name: payments', 'region us-west-2', 'timeout: 1h', ''],
    ['3:1 A ":" and a space are missing here: write "key: value", on one line']
  ],
  [
    'a list beside its key',
    ['version: 1', 'name: payments', 'waves: - name: a', ''],
    ['3:8 This does not belong here: a map is written "key: value", a list "- value", each line indented alike']
  ],
  [
    'a value that begins with @',
    ['version: 1', 'name: payments', 'description: @home', ''],
    ['3:14 A value cannot begin with this character: put the value in quotes']
  ],
  [
    'a bad escape',
    ['version: 1', 'name: payments', 'description: "C:\\data"', ''],
    ['3:17 A backslash in double quotes begins an escape, and this is none: write "\\\\", or use single quotes']
  ],
  [
    'text behind a block mark',
    ['version: 1', 'name: payments', 'description: | quarterly', '  drill', ''],
    ['3:16 This does not belong here: begin a text of several lines on the line below "|" or ">"']
  ],
  [
    'a comma too many',
    ['version: 1', 'name: payments', 'objectives: { rto: 60m,, rpo: 5m }', ''],
    ['3:24 A comma too many stands here']
  ],
  [
    'a stray bracket',
    ['version: 1', 'name: payments', 'waves: []]', ''],
    ['3:10 This does not belong here: a map is written "key: value", a list "- value", each line indented alike']
  ],
  [
    'an anchor too many',
    ['version: 1', 'name: payments', 'description: &a &b text', ''],
    ['3:17 The YAML cannot be read here: A node can have at most one anchor']
  ],
  [
    'an older YAML',
    ['%YAML 1.1', '---', 'version: 1', 'name: payments', 'waves:', '- { name: a, servers: [s-1111111111111111a] }', ''],
    ['1:1 A plan has no directives: remove this line']
  ],
  [
    'a comment without a space',
    ['version: 1', 'name: payments', 'description: "quarterly"# drill', ''],
    ['3:25 A space is missing before this "#"']
  ],
  [
    'an alias as the whole plan',
    ['*plan', ''],
    ['1:1 The alias "*plan" has no anchor before it: write out what it stands for']
  ],
  [
    'a tag on the whole plan',
    ['!plan', 'version: 1', ''],
    ['2:1 The tag "!plan" is not allowed: a plan neither runs code nor reads other files']
  ],
  [
    'a mistake and what follows from it',
    ['version: 1', 'waves:', '  - name: a', '\t- name: b', ''],
    ['4:1 A tab indents this line: YAML is indented with spaces']
  ],
  [
    'a merge key',
    [
      'version: 1',
      'name: payments',
      'x: &x { soak: 5m }',
      'waves:',
      '- { <<: *x, name: a, servers: [s-1111111111111111a] }',
      ''
    ],
    [
      '3:1 Unknown key "x" in the plan: there can be version, name, description, region, account, timeout, objectives, cleanup, isolation, guards, groups, defaults and waves',
      '5:5 Merge keys ("<<") are not supported: put what waves share under "defaults"'
    ]
  ],
  [
    'an unknown alias',
    ['version: 1', 'name: payments', 'waves:', '- { name: a, servers: [s-1111111111111111a] }', 'timeout: *long', ''],
    ['5:10 The alias "*long" has no anchor before it: write out what it stands for']
  ],
  [
    'an alias inside of its anchor',
    [
      'version: 1',
      'name: payments',
      'waves:',
      '- { name: a, servers: [s-1111111111111111a] }',
      'groups: &g { g: *g }',
      ''
    ],
    ['5:17 The alias "*g" stands inside of what it refers to: write out what it stands for']
  ],
  [
    'a tag that would run code',
    [
      'version: 1',
      'name: payments',
      'waves:',
      '- { name: a, servers: [s-1111111111111111a] }',
      'timeout: !!js/function "1"',
      'region: !include region.yml',
      ''
    ],
    [
      '5:24 The tag "!!js/function" is not allowed: a plan neither runs code nor reads other files',
      '6:18 The tag "!include" is not allowed: a plan neither runs code nor reads other files'
    ]
  ],
  [
    'a key that is a list',
    ['version: 1', 'name: payments', 'waves:', '- { name: a, servers: [s-1111111111111111a] }', '? [a, b]', ': c', ''],
    ['5:3 A key of a plan is a plain text: write "key: value"']
  ],
  [
    'a key that is empty',
    ['version: 1', 'name: payments', 'waves:', '- { name: a, servers: [s-1111111111111111a] }', ': c', ''],
    [
      '5:1 Unknown key "" in the plan: there can be version, name, description, region, account, timeout, objectives, cleanup, isolation, guards, groups, defaults and waves'
    ]
  ],
  [
    'keys that stand twice',
    [
      'version: 1',
      'name: payments',
      'waves:',
      '- { name: a, servers: [s-1111111111111111a] }',
      'name: other',
      'objectives: { rto: 1h, "rto": 2h }',
      ''
    ],
    [
      '5:1 The key "name" stands here twice, first in line 2: keep one of them',
      '6:24 The key "rto" stands here twice, first in line 6: keep one of them'
    ]
  ],
  [
    'a prototype as a key',
    [
      'version: 1',
      'name: payments',
      'waves:',
      '- { name: a, servers: [s-1111111111111111a] }',
      '__proto__: { region: us-west-2 }',
      'groups: { __proto__: { servers: [] } }',
      ''
    ],
    [
      '5:1 "__proto__" cannot be used as a key or name of a group: choose another',
      '6:11 "__proto__" cannot be used as a key or name of a group: choose another'
    ]
  ],
  [
    'control characters in a value',
    [
      'version: 1',
      'name: payments',
      'waves:',
      '- { name: a, servers: [s-1111111111111111a] }',
      'region: "\\e[31mus\\u202e\\n"',
      ''
    ],
    ['5:9 region "\\u{1b}[31mus\\u{202e}\\n" is not an AWS Region: write one such as "us-west-2"']
  ]
]

const SCHEMA: readonly Case[] = [
  [
    'nothing that is needed',
    ['description: empty', ''],
    [
      '1:1 The plan has no "version": add "version: 1"',
      '1:1 The plan has no "name": add "name: payments"',
      '1:1 The plan has no "waves": add the waves to launch'
    ]
  ],
  [
    'unknown keys',
    [
      'version: 1',
      'name: payments',
      'waves:',
      '- { name: a, servers: [s-1111111111111111a] }',
      'timeot: 1h',
      'soak: 5m',
      'colour: red',
      'objectives: { rtp: 1h }',
      'defaults: { verify: { instances: none } }',
      ''
    ],
    [
      '5:1 Unknown key "timeot" in the plan: did you mean "timeout"?',
      '6:1 Unknown key "soak" in the plan: it belongs to defaults or wave',
      '7:1 Unknown key "colour" in the plan: there can be version, name, description, region, account, timeout, objectives, cleanup, isolation, guards, groups, defaults and waves',
      '8:15 Unknown key "rtp" in objectives: did you mean "rto"?',
      '9:23 Unknown key "instances" in defaults.verify: did you mean "instance"?'
    ]
  ],
  [
    'unknown keys in a wave and a group',
    [
      'version: 1',
      'name: payments',
      'groups: { g: { server: [s-1111111111111111a], servers: [s-1111111111111111a] } }',
      'waves: [{ name: a, groups: [g], serves: [], verify: { instnce: none, soak: 5m } }]',
      ''
    ],
    [
      '3:16 Unknown key "server" in group "g": did you mean "servers"?',
      '4:33 Unknown key "serves" in wave "a": did you mean "servers"?',
      '4:55 Unknown key "instnce" in verify of wave "a": did you mean "instance"?',
      '4:70 Unknown key "soak" in verify of wave "a": it belongs to defaults or wave'
    ]
  ],
  [
    'points in time that are none, or of other servers',
    [
      'version: 1',
      'name: payments',
      'groups: { g: { servers: [s-1111111111111111a] } }',
      'defaults: { point-in-time: { snapshots: {}, after: x } }',
      'waves:',
      '- { name: a, groups: [g], point-in-time: { before: 2026-11-22 } }',
      '- { name: b, servers: [s-2222222222222222a], point-in-time: { before: "2026-11-22T00:00:00" } }',
      '- { name: c, servers: [s-3333333333333333a], point-in-time: { before: "2026-02-30T00:00:00Z" } }',
      '- { name: d, servers: [s-4444444444444444a], point-in-time: yesterday }',
      '- { name: e, servers: [s-5555555555555555a], point-in-time: {} }',
      '- { name: f, servers: [s-6666666666666666a], point-in-time: { snapshots: {} } }',
      '- { name: h, servers: [s-7777777777777777a], point-in-time: { before: 12, snapshots: { s-7777777777777777a: snap-1 } } }',
      '- name: i',
      '  servers: [s-8888888888888888a]',
      '  point-in-time:',
      '    snapshots:',
      '      s-1111111111111111a: pit-0123456789abcdef0',
      '      i-0123456789abcdef0: pit-0123456789abcdef0',
      '      s-8888888888888888a: [pit-0123456789abcdef0]',
      '- { name: j, servers: [s-9999999999999999a], point-in-time: }',
      ''
    ],
    [
      '4:30 "snapshots" in defaults.point-in-time name the servers of one wave: write them in that wave',
      '4:45 Unknown key "after" in defaults.point-in-time: it belongs to wave',
      '6:52 Wave "a": point-in-time.before "2026-11-22" is no time: write a time in ISO 8601 with its zone, such as "2026-11-22T00:00:00Z"',
      '7:71 Wave "b": point-in-time.before "2026-11-22T00:00:00" has no zone: write "2026-11-22T00:00:00Z" for UTC',
      '8:71 Wave "c": point-in-time.before "2026-02-30T00:00:00Z" is no time: write a time in ISO 8601 with its zone, such as "2026-11-22T00:00:00Z"',
      '9:61 Wave "d": point-in-time cannot be "yesterday": write latest, { before: "2026-11-22T00:00:00Z" }, or in a wave { snapshots: { s-…: pit-… } }',
      '10:46 Wave "e": point-in-time names no point: write either "before" or "snapshots"',
      '11:74 Wave "f": point-in-time.snapshots is empty: name one',
      '12:46 Wave "h": point-in-time names a time and snapshots, which exclude each other: write either "before" or "snapshots"',
      '12:71 Wave "h": point-in-time.before is no time: write a time in ISO 8601 with its zone, such as "2026-11-22T00:00:00Z"',
      '12:109 Wave "h": point-in-time.snapshots.s-7777777777777777a "snap-1" is not a recovery snapshot: write "pit-" and 17 letters or digits',
      '17:7 Server "s-1111111111111111a" in snapshots of wave "i" is not launched by it: take it out',
      '18:7 "i-0123456789abcdef0" in snapshots of wave "i" is not a DRS source server: write "s-" and 17 letters or digits',
      '19:28 Wave "i": point-in-time.snapshots.s-8888888888888888a is a list, not a string: write one value',
      '20:46 Wave "j": point-in-time is empty: write latest, { before: "2026-11-22T00:00:00Z" }, or in a wave { snapshots: { s-…: pit-… } }'
    ]
  ],
  [
    'retries that are no number of launches',
    [
      'version: 1',
      'name: payments',
      'defaults: { retry: { failed-servers: 6 } }',
      'waves:',
      '- { name: a, servers: [s-1111111111111111a], retry: 1 }',
      '- { name: b, servers: [s-2222222222222222a], retry: { failed-server: 1 } }',
      '- { name: c, servers: [s-3333333333333333a], retry: { failed-servers: "2" } }',
      '- { name: d, servers: [s-4444444444444444a], retry: { failed-servers: -1, soak: 1m } }',
      '- { name: e, servers: [s-5555555555555555a], retry: { failed-servers: 1.5 } }',
      '- { name: f, servers: [s-6666666666666666a], retry: { failed-servers: [1] } }',
      ''
    ],
    [
      '3:38 defaults.retry.failed-servers 6 is no number of launches: write a whole number from 0 to 5',
      '5:53 Wave "a": retry is a number, not a map: write "key: value" lines below it',
      '6:55 Unknown key "failed-server" in retry of wave "b": did you mean "failed-servers"?',
      '7:71 Wave "c": retry.failed-servers "2" is no number of launches: write a whole number from 0 to 5',
      '8:71 Wave "d": retry.failed-servers -1 is no number of launches: write a whole number from 0 to 5',
      '8:75 Unknown key "soak" in retry of wave "d": it belongs to defaults or wave',
      '9:71 Wave "e": retry.failed-servers 1.5 is no number of launches: write a whole number from 0 to 5',
      '10:71 Wave "f": retry.failed-servers is no number of launches: write a whole number from 0 to 5'
    ]
  ],
  [
    'a wait for other jobs that leaves nothing of the drill',
    [
      'version: 1',
      'name: payments',
      'timeout: 1h',
      'guards: { wait-for-other-jobs: 60m }',
      'waves:',
      '- { name: a, servers: [s-1111111111111111a] }',
      ''
    ],
    ["4:32 guards.wait-for-other-jobs of 1h leaves nothing of the plan's timeout of 1h: lower it, or raise the plan's"]
  ],
  [
    'isolation and guards that restrict nothing, or something else',
    [
      'version: 1',
      'name: payments',
      'isolation: { subnets: [], security-groups: [subnet-0a1b2c3d4e5f60718], vpc: vpc-1 }',
      'guards: { replace-recovery-instances: [s-2222222222222222a, i-0a1b2c3d4e5f60718] }',
      'waves:',
      '- { name: a, servers: [s-1111111111111111a] }',
      ''
    ],
    [
      '3:23 isolation.subnets is empty: list at least one',
      '3:45 isolation.security-groups "subnet-0a1b2c3d4e5f60718" is not a security group: write "sg-" and 8 or 17 hexadecimal digits',
      '3:72 Unknown key "vpc" in isolation: there can be subnets and security-groups',
      '4:40 Server "s-2222222222222222a" is in guards.replace-recovery-instances, but no wave launches it: correct it, or take it out',
      '4:61 guards.replace-recovery-instances "i-0a1b2c3d4e5f60718" is an EC2 instance: write the ID of its DRS source server, "s-" and 17 letters or digits'
    ]
  ],
  [
    'a group of neither servers nor match',
    ['version: 1', 'name: payments', 'groups:', '  g: {}', 'waves: [{ name: a, groups: [g] }]', ''],
    ['4:6 Group "g" has no servers: add "servers: [s-1111111111111111a]" or a "match"']
  ],
  [
    'wrong types',
    [
      'version: 1',
      'name: payments',
      'description: 5',
      'account: 012345678901',
      'region: [us-west-2]',
      'objectives: 60m',
      'groups: []',
      'cleanup: [always]',
      'waves: { name: a }',
      ''
    ],
    [
      '3:14 description is a number, not a string: write it in quotes, "5"',
      '4:10 account is a number, not a string: write it in quotes, "012345678901"',
      '5:9 region is a list, not a string: write one value',
      '6:13 objectives is a string, not a map: write "key: value" lines below it',
      '7:9 groups is a list, not a map: write "key: value" lines below it',
      '8:10 cleanup cannot be a list: write never, on-success or always',
      '9:8 waves is a map, not a list: write "- value" lines below it'
    ]
  ],
  [
    'wrong types in a wave',
    [
      'version: 1',
      'name: payments',
      'waves:',
      '- app',
      '- { name: true, servers: s-1111111111111111a, groups: { db: 1 }, after: 3, verify: running, on-failure: { stop: 1 } }',
      ''
    ],
    [
      '4:3 Wave 1 is a string, not a map: write "key: value" lines below it',
      '5:11 Wave 2: name is a boolean, not a string: write it in quotes, "true"',
      '5:26 Wave 2: servers is a string, not a list: write [s-1111111111111111a]',
      '5:55 Wave 2: groups is a map, not a list: write "- value" lines below it',
      '5:73 Wave 2: after is a number, not a list: write "- value" lines below it',
      '5:84 Wave 2: verify is a string, not a map: write "key: value" lines below it',
      '5:105 Wave 2: on-failure cannot be a map: write stop or continue'
    ]
  ],
  [
    'nothing behind a key',
    [
      'version: 1',
      'name: payments',
      'description:',
      'objectives:',
      'groups:',
      'cleanup:',
      'timeout:',
      'waves:',
      '  - name:',
      '    servers:',
      '    after:',
      '    on-failure:',
      ''
    ],
    [
      '3:1 description is empty: write a value, or remove the key',
      '4:1 objectives is empty: write a value, or remove the key',
      '5:1 groups is empty: write a value, or remove the key',
      '6:1 cleanup is empty: write never, on-success or always',
      '7:1 timeout is empty: write a number and a unit, such as "30m"',
      '9:5 Wave 1: name is empty: write a value, or remove the key',
      '10:5 Wave 1: servers is empty: write a value, or remove the key',
      '11:5 Wave 1: after is empty: write a value, or remove the key',
      '12:5 Wave 1: on-failure is empty: write stop or continue'
    ]
  ],
  [
    'empty lists',
    [
      'version: 1',
      'name: payments',
      'groups: { g: { servers: [] } }',
      'waves:',
      '- { name: a, groups: [g] }',
      '- { name: b, groups: [] }',
      '- { name: c, servers: [] }',
      ''
    ],
    [
      '3:25 Group "g": servers is empty: list at least one',
      '6:22 Wave "b": groups is empty: list at least one',
      '7:23 Wave "c": servers is empty: list at least one'
    ]
  ],
  ['no waves', ['version: 1', 'name: payments', 'waves: []', ''], ['3:8 waves is empty: list at least one']],
  [
    'a wave without a name that selects nothing',
    ['version: 1', 'name: payments', 'waves:', '- { match: {} }', ''],
    [
      '4:3 Wave 1 has no "name": add "name: databases"',
      '4:5 "match" of wave 1 is empty, and would select nothing: give it "tags", "hostname" or both'
    ]
  ],
  [
    'a list of groups that cannot be read',
    [
      'version: 1',
      'name: payments',
      'groups: { g: { servers: [s-1111111111111111a] } }',
      'waves: [{ name: a, groups: g }]',
      ''
    ],
    ['4:28 Wave "a": groups is a string, not a list: write [g]']
  ],
  [
    'another version',
    ['version: 2', 'name: payments', 'waves:', '- { name: a, servers: [s-1111111111111111a] }', ''],
    ['1:10 version 2 cannot be read by this release: write "version: 1"']
  ],
  [
    'a version in quotes',
    ['version: "1"', 'name: payments', 'waves:', '- { name: a, servers: [s-1111111111111111a] }', ''],
    ['1:10 version "1" cannot be read by this release: write "version: 1"']
  ],
  [
    'bad names',
    [
      'version: 1',
      'name: pay ments',
      'groups: { a/b: { servers: [s-1111111111111111b] } }',
      'waves: [{ name: "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", groups: [a/b] }]',
      ''
    ],
    [
      '2:7 name "pay ments" is not a name: use letters, digits, ".", "_" and "-", 64 at most',
      '3:11 Group "a/b": that is not a name: use letters, digits, ".", "_" and "-", 64 at most',
      '4:17 Wave "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…": name "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…" is not a name: use letters, digits, ".", "_" and "-", 64 at most'
    ]
  ],
  [
    'a bad region, a zone and a bad account',
    [
      'version: 1',
      'name: payments',
      'waves:',
      '- { name: a, servers: [s-1111111111111111a] }',
      'region: us-west-2a',
      'account: "1234"',
      ''
    ],
    [
      '5:9 region "us-west-2a" is an Availability Zone: write "us-west-2"',
      '6:10 account "1234" is not an AWS account: write its 12 digits, in quotes'
    ]
  ],
  [
    'a word for a region',
    ['version: 1', 'name: payments', 'waves:', '- { name: a, servers: [s-1111111111111111a] }', 'region: oregon', ''],
    ['5:9 region "oregon" is not an AWS Region: write one such as "us-west-2"']
  ],
  [
    'bad servers',
    ['version: 1', 'name: payments', 'waves: [{ name: a, servers: [i-0123456789abcdef0, s-123, 7, ] }]', ''],
    [
      '3:30 Wave "a": server "i-0123456789abcdef0" is an EC2 instance: write the ID of its DRS source server, "s-" and 17 letters or digits',
      '3:51 Wave "a": server "s-123" is not a DRS source server: write "s-" and 17 letters or digits',
      '3:58 Wave "a": server is a number, not a string: write it in quotes, "7"'
    ]
  ],
  [
    'bad durations',
    [
      'version: 1',
      'name: payments',
      'timeout: 30',
      'objectives: { rto: "90", rpo: 1.5h }',
      'defaults: { soak: -5m, timeout: 0s }',
      'waves: [{ name: a, servers: [s-1111111111111111a], timeout: 31d, soak: soon }]',
      ''
    ],
    [
      '3:10 timeout 30 has no unit: write "30m" for 30 minutes or "30s" for seconds',
      '4:20 objectives.rto "90" has no unit: write "90m" for 90 minutes or "90s" for seconds',
      '4:31 objectives.rpo "1.5h" is not a duration: write "1h30m"',
      '5:19 defaults.soak "-5m" is negative: write a duration such as "30m"',
      '5:33 defaults.timeout "0s" is no time at all: write a duration such as "30m"',
      '6:61 Wave "a": timeout "31d" is too long: write 30 days ("30d") or less',
      '6:72 Wave "a": soak "soon" is not a duration: write a whole number and a unit, such as "90s", "30m", "2h" or "1h30m"'
    ]
  ],
  [
    'bad choices',
    [
      'version: 1',
      'name: payments',
      'cleanup: allways',
      'objectives: { on-miss: explode }',
      'waves: [{ name: a, servers: [s-1111111111111111a], on-failure: continu, verify: { instance: ok, launch-actions: yes } }]',
      ''
    ],
    [
      '3:10 cleanup cannot be "allways": did you mean "always"?',
      '4:24 objectives.on-miss cannot be "explode": write fail or warn',
      '5:64 Wave "a": on-failure cannot be "continu": did you mean "continue"?',
      '5:93 Wave "a": verify.instance cannot be "ok": write running, status-ok or none',
      '5:113 Wave "a": verify.launch-actions cannot be "yes": write required or ignored'
    ]
  ],
  [
    'a bad long form of cleanup',
    [
      'version: 1',
      'name: payments',
      'waves:',
      '- { name: a, servers: [s-1111111111111111a] }',
      'cleanup: { wen: always, timeout: 20 }',
      ''
    ],
    [
      '5:10 cleanup has no "when": add "when: on-success"',
      '5:12 Unknown key "wen" in cleanup: did you mean "when"?',
      '5:34 cleanup.timeout 20 has no unit: write "20m" for 20 minutes or "20s" for seconds'
    ]
  ],
  [
    'a novel for a description',
    [
      'version: 1',
      'name: payments',
      'waves:',
      '- { name: a, servers: [s-1111111111111111a] }',
      'description: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      ''
    ],
    ['5:14 description is too long: 2000 characters at most']
  ]
]

const MEANING: readonly Case[] = [
  [
    'unknown names',
    [
      'version: 1',
      'name: payments',
      'groups: { databases: { servers: [s-1111111111111111a] } }',
      'waves:',
      '- { name: one, groups: [database] }',
      '- { name: two, servers: [s-1111111111111111b], after: [oen, databases, zebra] }',
      '- { name: three, groups: [two, databases] }',
      ''
    ],
    [
      '5:25 Unknown group "database" in "groups" of wave "one": did you mean "databases"?',
      '6:56 Unknown wave "oen" in "after" of wave "two": did you mean "one"?',
      '6:61 Unknown wave "databases" in "after" of wave "two": "databases" is a group',
      '6:72 Unknown wave "zebra" in "after" of wave "two": there is one and three',
      '7:27 Unknown group "two" in "groups" of wave "three": "two" is a wave'
    ]
  ],
  [
    'names twice',
    [
      'version: 1',
      'name: payments',
      'groups: { g: { servers: [s-1111111111111111a] } }',
      'waves:',
      '- { name: a, groups: [g, g] }',
      '- { name: b, servers: [s-1111111111111111b], after: [a, a] }',
      '- { name: a, servers: [s-1111111111111111c] }',
      ''
    ],
    [
      '5:26 "groups" of wave "a" names "g" twice: keep one',
      '6:57 "after" of wave "b" names "a" twice: keep one',
      '7:11 Two waves are called "a", the first in line 5: give this one another name'
    ]
  ],
  [
    'a wave after itself',
    ['version: 1', 'name: payments', 'waves:', '- { name: a, servers: [s-1111111111111111a], after: [a] }', ''],
    ['4:54 Wave "a" comes after itself: remove "a" from its "after"']
  ],
  [
    'a circle',
    [
      'version: 1',
      'name: payments',
      'waves:',
      '- { name: a, servers: [s-1111111111111111a], after: [b] }',
      '- { name: b, servers: [s-1111111111111111b], after: [a] }',
      ''
    ],
    ['4:53 Waves wait for each other in a circle, a → b → a: take one of them out of an "after"']
  ],
  [
    'a circle through the order of the list',
    [
      'version: 1',
      'name: payments',
      'waves:',
      '- { name: a, servers: [s-1111111111111111a], after: [c] }',
      '- { name: b, servers: [s-1111111111111111b] }',
      '- { name: c, servers: [s-1111111111111111c] }',
      ''
    ],
    [
      '4:53 Waves wait for each other in a circle, a → c → b → a: wave "b" has no "after" and so waits for the wave listed before it: write one, if only "after: []"'
    ]
  ],
  [
    'two circles',
    [
      'version: 1',
      'name: payments',
      'waves:',
      '- { name: a, servers: [s-1111111111111111a], after: [b] }',
      '- { name: b, servers: [s-1111111111111111b], after: [a] }',
      '- { name: c, servers: [s-1111111111111111c], after: [d, a] }',
      '- { name: d, servers: [s-1111111111111111d], after: [c] }',
      ''
    ],
    [
      '4:53 Waves wait for each other in a circle, a → b → a: take one of them out of an "after"',
      '6:53 Waves wait for each other in a circle, c → d → c: take one of them out of an "after"'
    ]
  ],
  [
    'a group that no wave launches',
    [
      'version: 1',
      'name: payments',
      'waves:',
      '- { name: a, servers: [s-1111111111111111a] }',
      'groups: { spare: { servers: [s-1111111111111111b] } }',
      ''
    ],
    [
      '5:11 Group "spare" is in no wave, its servers would not be recovered: name it in the "groups" of a wave, or remove it'
    ]
  ],
  [
    'an empty wave',
    ['version: 1', 'name: payments', 'waves:', '- { name: a }', '- { after: [] }', ''],
    [
      '4:3 Wave "a" launches nothing: give it "groups", "servers" or "match"',
      '5:3 Wave 2 has no "name": add "name: databases"',
      '5:3 Wave 2 launches nothing: give it "groups", "servers" or "match"'
    ]
  ],
  [
    'a server twice in one list',
    [
      'version: 1',
      'name: payments',
      'waves:',
      '- { name: a, servers: [s-1111111111111111a, s-1111111111111111b, s-1111111111111111a] }',
      ''
    ],
    ['4:66 Server "s-1111111111111111a" is in wave "a" twice, first in line 4: keep one']
  ],
  [
    'a server in two waves',
    [
      'version: 1',
      'name: payments',
      'waves:',
      '- { name: a, servers: [s-1111111111111111a] }',
      '- { name: b, servers: [s-1111111111111111a] }',
      ''
    ],
    ['5:24 Server "s-1111111111111111a" is in wave "a", line 4, and in wave "b": keep one of the two']
  ],
  [
    'a server in two groups',
    [
      'version: 1',
      'name: payments',
      'groups:',
      '  g: { servers: [s-1111111111111111a] }',
      '  h: { servers: [s-1111111111111111b, s-1111111111111111a] }',
      'waves:',
      '- { name: a, groups: [g] }',
      '- { name: b, groups: [h] }',
      ''
    ],
    [
      '5:39 Server "s-1111111111111111a" is in group "g" (wave "a"), line 4, and in group "h" (wave "b"): keep one of the two'
    ]
  ],
  [
    'a server in a wave and its group',
    [
      'version: 1',
      'name: payments',
      'groups:',
      '  g: { servers: [s-1111111111111111a] }',
      'waves:',
      '- { name: a, groups: [g], servers: [s-1111111111111111a] }',
      ''
    ],
    ['6:37 Server "s-1111111111111111a" is in group "g" (wave "a"), line 4, and in wave "a": keep one of the two']
  ],
  [
    'a group in two waves',
    [
      'version: 1',
      'name: payments',
      'groups:',
      '  g: { servers: [s-1111111111111111a, s-1111111111111111b] }',
      'waves:',
      '- { name: a, groups: [g] }',
      '- { name: b, groups: [g] }',
      ''
    ],
    ['7:23 Group "g" is in wave "a" (line 6) and in wave "b": keep one of the two']
  ],
  [
    'a wave that may take longer than the drill',
    [
      'version: 1',
      'name: payments',
      'timeout: 1h',
      'defaults: { timeout: 90m }',
      'waves: [{ name: a, servers: [s-1111111111111111a], timeout: 2h }, { name: b, servers: [s-1111111111111111b] }]',
      ''
    ],
    [
      "4:22 defaults: timeout of 1h 30m is longer than the plan's timeout of 1h: lower it, or raise the plan's",
      '5:61 Wave "a": timeout of 2h is longer than the plan\'s timeout of 1h: lower it, or raise the plan\'s'
    ]
  ],
  [
    'a wave longer than the default',
    ['version: 1', 'name: payments', 'waves: [{ name: a, servers: [s-1111111111111111a], timeout: 7h }]', ''],
    [
      '3:61 Wave "a": timeout of 7h is longer than the plan\'s timeout of 6h (the default): lower it, or raise the plan\'s'
    ]
  ],
  [
    'a soak as long as the drill',
    [
      'version: 1',
      'name: payments',
      'timeout: 1h',
      'defaults: { soak: 2h }',
      'waves: [{ name: a, servers: [s-1111111111111111a], soak: 60m }, { name: b, servers: [s-1111111111111111b] }]',
      ''
    ],
    [
      "4:19 defaults: soak of 2h leaves nothing of the plan's timeout of 1h: lower it, or raise the plan's",
      '5:58 Wave "a": soak of 1h leaves nothing of the plan\'s timeout of 1h: lower it, or raise the plan\'s'
    ]
  ],
  [
    'soaks that leave nothing together',
    [
      'version: 1',
      'name: payments',
      'timeout: 1h',
      'objectives: { rto: 50m }',
      'waves:',
      '- { name: a, servers: [s-1111111111111111a], soak: 30m }',
      '- { name: b, servers: [s-1111111111111111b], after: [a], soak: 30m }',
      '- { name: c, servers: [s-1111111111111111c], after: [a], soak: 55m }',
      '- { name: d, servers: [s-1111111111111111d], after: [b] }',
      ''
    ],
    [
      "3:10 The soaks of a → b alone take 1h, which leaves nothing of the plan's timeout of 1h: raise it, or shorten them",
      '4:20 The soaks of a → b alone take 1h: an objective of 50m can never be met, raise it or shorten them'
    ]
  ],
  [
    'an objective that the drill is stopped before',
    [
      'version: 1',
      'name: payments',
      'waves:',
      '- { name: a, servers: [s-1111111111111111a] }',
      'objectives: { rto: 8h }',
      ''
    ],
    [
      '5:20 objectives.rto of 8h is longer than the plan\'s timeout of 6h (the default), at which the drill is stopped: raise "timeout" or lower "rto"'
    ]
  ],
  [
    'schema and meaning at once, in the order of the file',
    [
      'version: 1',
      'name: payments',
      'timout: 1h',
      'region: oregon',
      'waves:',
      '- { name: a, servers: [s-1111111111111111a], soak: 5, after: [b] }',
      '- { name: b, servers: [s-1111111111111111a, s-1], after: [a, c] }',
      ''
    ],
    [
      '3:1 Unknown key "timout" in the plan: did you mean "timeout"?',
      '4:9 region "oregon" is not an AWS Region: write one such as "us-west-2"',
      '6:52 Wave "a": soak 5 has no unit: write "5m" for 5 minutes or "5s" for seconds',
      '6:62 Waves wait for each other in a circle, a → b → a: take one of them out of an "after"',
      '7:24 Server "s-1111111111111111a" is in wave "a", line 6, and in wave "b": keep one of the two',
      '7:45 Wave "b": server "s-1" is not a DRS source server: write "s-" and 17 letters or digits',
      '7:62 Unknown wave "c" in "after" of wave "b": there is a'
    ]
  ]
]

const refuse = (cases: readonly Case[]) => {
  test.each(cases)('%s', (_, lines, problems) => {
    expect(problemsOf(lines.join('\n'))).toEqual(problems)
  })
}

describe('text that is no plan is refused', () => {
  refuse(TEXT)
})
describe('what the schema does not allow is refused', () => {
  refuse(SCHEMA)
})
describe('a plan that cannot be meant is refused', () => {
  refuse(MEANING)
})
