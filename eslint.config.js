import js from '@eslint/js'
import tseslint from 'typescript-eslint'

// The core knows no AWS, GitHub, clock, disk or network: what it may import and call is enforced here.
const pureCore = {
  files: ['src/drill/**/*.ts', 'src/plan/**/*.ts', 'src/report/**/*.ts'],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            group: ['@aws-sdk/*', '@smithy/*', '@actions/*'],
            message: 'The core speaks to AWS and GitHub through ports.'
          },
          { group: ['node:*', '!node:crypto'], message: 'The core knows no disk, network or process.' },
          {
            group: ['**/aws/*', '**/github/*', '**/action/*'],
            message: 'Imports point one way: entry → adapters and reports → core.'
          }
        ]
      }
    ],
    'no-restricted-globals': ['error', 'process', 'setTimeout', 'setInterval', 'fetch', 'console'],
    'no-restricted-properties': [
      'error',
      { object: 'Date', property: 'now', message: 'The clock is a port.' },
      { object: 'Math', property: 'random', message: 'Chance is a port.' }
    ]
  }
}

export default tseslint.config(
  { ignores: ['dist/', 'build/', 'coverage/', 'node_modules/', 'drs-drill-evidence/'] },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // `const { gone: _gone, ...rest } = …` is how a part is left out of an immutable value.
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrorsIgnorePattern: '^_' }
      ],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: 'only-allowed-literals' }]
    }
  },
  pureCore,
  {
    // `expect(port.method)` names a mocked method without calling it.
    files: ['__tests__/**/*.ts'],
    rules: { '@typescript-eslint/unbound-method': 'off' }
  },
  {
    files: ['**/*.js', '**/*.mjs'],
    ...tseslint.configs.disableTypeChecked,
    languageOptions: {
      ...tseslint.configs.disableTypeChecked.languageOptions,
      globals: { process: 'readonly', console: 'readonly', URL: 'readonly', Buffer: 'readonly' }
    }
  }
)
