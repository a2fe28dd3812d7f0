import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { beforeEach, describe, expect, test } from '@jest/globals'
import { declareArtifacts } from '../../src/action/declared-artifacts.js'
import { keepEvidence, nothingUploaded, type ArtifactRequest } from '../../src/action/evidence-artifact.js'
import { readHandedOver, saveHandedOver } from '../../src/action/state.js'
import { Story } from '../report/builders.js'
import { keepEnvironment } from './environment.js'
import { recordedLog } from './recorded-log.js'
import { capturedOutput } from './standard-output.js'
import { temporaryFolders } from './temporary-folder.js'

const folder = temporaryFolders()
capturedOutput()
keepEnvironment()
beforeEach(() => {
  for (const name of ['GITHUB_OUTPUT', 'GITHUB_STEP_SUMMARY', 'GITHUB_STATE']) process.env[name] = ''
})

const state = new Story().state()
const runner = { GITHUB_ACTIONS: 'true', ACTIONS_RUNTIME_TOKEN: 't', ACTIONS_RESULTS_URL: 'https://results.example' }

function requestOf(changes: Partial<ArtifactRequest> = {}): ArtifactRequest {
  const evidence = folder()
  for (const name of ['SHA256SUMS', 'evidence.json']) writeFileSync(join(evidence, name), name)
  return {
    folder: evidence,
    inputs: {},
    environment: { ...runner, RUNNER_TEMP: folder() },
    cancellation: new AbortController().signal,
    isMain: true,
    before: nothingUploaded,
    uploader: () => Promise.resolve(7),
    ...changes
  }
}

describe('keeping the evidence', () => {
  test('uploads a copy of its files, once', async () => {
    const seen: string[] = []
    const request = requestOf({
      inputs: { artifactName: 'x' },
      suffix: '-post',
      uploader: (name, files) => {
        seen.push(name, ...files.map((file) => `${basename(file)}: ${readFileSync(file, 'utf8')}`))
        return Promise.resolve(7)
      }
    })
    const { kept } = await keepEvidence(state, request, recordedLog())
    expect(seen).toEqual(['x-post', 'evidence.json: evidence.json', 'SHA256SUMS: SHA256SUMS'])
    const before = { kept, url: 'https://github.com/acme/shop/actions/runs/1/artifacts/7' }
    expect(await keepEvidence(state, { ...request, before }, recordedLog())).toEqual({ ...before, isHanging: false })
    expect(seen).toHaveLength(3)
  })

  test('uploads nothing outside GitHub Actions, where none is wanted, and where none was written', async () => {
    const log = recordedLog()
    const uploader = () => Promise.reject(new Error('not to be called'))
    const requests = [
      requestOf({ environment: {}, uploader }),
      requestOf({ inputs: { artifactName: 'none' }, uploader }),
      requestOf({ folder: folder(), uploader }),
      requestOf({ before: { kept: 'impossible' }, uploader }),
      requestOf({ cancellation: AbortSignal.abort('SIGINT'), uploader })
    ]
    for (const request of requests) {
      expect(await keepEvidence(state, request, log)).toEqual({ ...request.before, isHanging: false })
    }
    expect(log.warnings).toEqual([])
  })

  test('says what kept it from that, and removes its copy', async () => {
    const log = recordedLog()
    const nowhere = requestOf({ environment: { ...runner, RUNNER_TEMP: join(folder(), 'gone') } })
    expect(await keepEvidence(state, nowhere, log)).toEqual({ kept: undefined, isHanging: false })
    let copied = ''
    const refused = requestOf({
      isMain: false,
      uploader: (_name, _files, root) => {
        copied = root
        return Promise.reject(new Error('no room'))
      }
    })
    const before = { kept: 'of main', url: 'https://github.com/acme/shop/actions/runs/1/artifacts/7' }
    expect(await keepEvidence(state, { ...refused, before }, log)).toEqual({ ...before, isHanging: false })
    expect(log.warnings).toEqual([
      expect.stringContaining('it could not be copied (ENOENT)'),
      expect.stringMatching(/^The post step could not upload .*\(.*no room.*\): .* goes with the runner$/)
    ])
    expect(existsSync(copied)).toBe(false)
  })

  test('tells main, after which another step may still come, what to do about it', async () => {
    const log = recordedLog()
    await keepEvidence(state, requestOf({ uploader: () => Promise.reject(new Error('no room')) }), log)
    expect(log.warnings).toEqual([
      expect.stringMatching(
        /could not be uploaded as artifact .*no room; the post step tries once more\. Upload the folder .*actions\/upload-artifact, if: always\(\)/
      )
    ])
  })

  test('tells a run without an address by the name alone', async () => {
    const { url } = await keepEvidence(state, requestOf(), recordedLog())
    expect(url).toBeUndefined()
  })
})

describe('what main has handed over', () => {
  test('is read by post, and nothing where it is not its own', () => {
    const file = join(folder(), 'state')
    writeFileSync(file, '')
    process.env['GITHUB_STATE'] = file
    const given = { artifact: 'abc', artifactUrl: 'https://github.com/acme/shop/actions/runs/1/artifacts/7' }
    saveHandedOver(given)
    const [, saved] = /^drs-drill-handed-over<<\S+\r?\n(.*)\r?\n/.exec(readFileSync(file, 'utf8')) ?? []
    expect(readHandedOver({ 'STATE_drs-drill-handed-over': saved })).toEqual(given)
    expect(readHandedOver({ 'STATE_drs-drill-handed-over': '{"artifact":1}' })).toEqual({})
    expect(readHandedOver({})).toEqual({})
    process.env['GITHUB_STATE'] = join(folder(), 'gone')
    saveHandedOver({ artifact: 'abc' })
    process.env['GITHUB_STATE'] = ''
    saveHandedOver({ artifact: 'abc' })
  })
})

describe('the evidence is declared to the runner', () => {
  const declared = (place: string, list?: string, temporary = ''): string => {
    const files = folder()
    const environment = {
      GITHUB_ARTIFACTS: join(files, 'artifacts'),
      GITHUB_ARTIFACTS_LIST: join(files, 'list'),
      GITHUB_WORKSPACE: '/w',
      RUNNER_TEMP: temporary
    }
    writeFileSync(environment.GITHUB_ARTIFACTS, '')
    if (list !== undefined) writeFileSync(environment.GITHUB_ARTIFACTS_LIST, list)
    declareArtifacts(place, recordedLog(), environment)
    return readFileSync(environment.GITHUB_ARTIFACTS, 'utf8')
  }

  test('by paths below the workspace, or in the runner’s temporary folder', () => {
    expect(declared('/w/evidence')).toBe('evidence/evidence.json\nevidence/journal.ndjson\n')
    expect(declared('/t/evidence', '', '/t')).toBe('/t/evidence/evidence.json\n/t/evidence/journal.ndjson\n')
    expect(declared('/w/evidence', '{"version":1,"subjects":[{"name":"app"}]}')).not.toBe('')
  })

  test('never by a line for which the runner would fail the step', () => {
    expect(declared('/w/a=b')).toBe('')
    expect(declared('/w/#a')).toBe('')
    expect(declared('/elsewhere')).toBe('')
    expect(declared('/w/evidence', '{"version":1,"subjects":[{"name":"evidence.json"}]}')).toBe('')
  })

  test('where the runner takes it, and its file can be written', () => {
    declareArtifacts('/w/evidence', recordedLog(), { GITHUB_WORKSPACE: '/w' })
    declareArtifacts('/w/evidence', recordedLog(), { GITHUB_WORKSPACE: '/w', GITHUB_ARTIFACTS: '/nowhere/at/all' })
  })
})
