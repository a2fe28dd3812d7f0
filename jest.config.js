// Jest runs the TypeScript sources as ES modules (--experimental-vm-modules, set by scripts/test.mjs).
// Types are checked by `npm run typecheck`; ts-jest only strips them, which keeps a run short.
export default {
  testEnvironment: 'node',
  // A runner shared with others is slow at times; what hangs is found all the same.
  testTimeout: 60_000,
  // The end-to-end tests wait for other processes most of the time: leave no core idle.
  maxWorkers: '100%',
  roots: ['<rootDir>/__tests__', '<rootDir>/src'],
  testMatch: ['**/*.test.ts'],
  setupFiles: ['<rootDir>/__tests__/fast-check-seed.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.ts$': ['ts-jest', { useESM: true, tsconfig: 'tsconfig.json', diagnostics: false }] },
  // All of src/, nothing excused.
  collectCoverageFrom: ['src/**/*.ts'],
  coverageThreshold: { global: { branches: 95 } },
  coverageDirectory: 'coverage',
  coverageReporters: ['text', 'json-summary', 'lcov']
}
