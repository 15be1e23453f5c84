import { fileURLToPath } from 'node:url'
import js from '@eslint/js'
import { defineConfig, globalIgnores } from 'eslint/config'
import vue from 'eslint-plugin-vue'
import globals from 'globals'
import tseslint from 'typescript-eslint'

const root = fileURLToPath(new URL('..', import.meta.url))

const rawElectron = {
  name: 'electron',
  message: 'Only hosts and preload talk to Electron; everything else goes through the contract.'
}

const takeTheTestClock =
  'A test passes on any day: take the day from its clock (tests/support/setDate.mjs, house.clock, systemClock).'
const readsTheMachine = [
  "NewExpression[callee.name='Date'][arguments.length=0]",
  "CallExpression[callee.name='Date']",
  "CallExpression[callee.object.name='Date'][callee.property.name='now']",
  "MemberExpression[object.name='Temporal'][property.name='Now']",
  "MemberExpression[property.name='timeOrigin']"
].map((selector) => ({ selector, message: takeTheTestClock }))

const readsTheClock = [
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Take the instant from the clock, so that a test can hold it still.'
  },
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'Take the instant from the clock, so that a test can hold it still.'
  }
]

const readsTheWorkstation = readsTheClock.map(({ selector }) => ({
  selector,
  message: "A workstation's clock may be wrong: take the host's moment (ui/hostClock)."
}))

const namesALedger = {
  selector: ':not(TSLiteralType) > Literal[value=/^(supplies|seals|warehouse|vehicles|assets|confidential)$/]',
  message: 'Office and platform know no ledger by name: make what differs a field of the LedgerModule.'
}

export default defineConfig(
  globalIgnores(['node_modules/', 'out/', 'dist/', 'coverage/', 'resources/', 'docs/']),
  // No comment switches a rule off: what is not worth obeying is not worth having.
  { linterOptions: { noInlineConfig: true } },
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.vue'],
    extends: [tseslint.configs.recommended],
    rules: {
      // The type checker finds these, and knows more.
      'no-undef': 'off',
      'no-redeclare': 'off',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }
      ],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/ban-ts-comment': ['error', { minimumDescriptionLength: 200 }],
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { prefer: 'type-imports', fixStyle: 'inline-type-imports', disallowTypeAnnotations: false }
      ],
      'no-console': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-restricted-imports': ['error', { paths: [rawElectron] }],
      'max-lines': ['error', 420],
      // What is said to people stands in one piece.
      'max-len': ['error', { code: 120, ignoreStrings: true, ignoreTemplateLiterals: true, ignoreRegExpLiterals: true }]
    }
  },
  {
    files: ['src-main/**/*.ts'],
    ignores: ['src-main/preload/**'],
    languageOptions: { parserOptions: { project: 'src-main/tsconfig.json', tsconfigRootDir: root } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error'
    }
  },
  {
    files: ['src-main/kernel/**/*.ts', 'src-main/office/**/*.ts', 'src-main/ledgers/**/*.ts'],
    ignores: ['**/*[cC]lock*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...readsTheClock] }
  },
  {
    files: ['src-main/office/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...readsTheClock, namesALedger] }
  },
  {
    // Where the clock is read, for everybody.
    files: ['src-main/platform/**/*.ts', 'src-main/office/**/*[cC]lock*.ts'],
    rules: { 'no-restricted-syntax': ['error', namesALedger] }
  },
  {
    files: ['src-main/hosts/**/*.ts', 'src-main/preload/**/*.ts', 'src-main/index.ts', 'tests/**/*.ts'],
    rules: { 'no-restricted-imports': 'off' }
  },
  {
    files: ['src-renderer/**/*.{ts,vue}'],
    // The first is where the window takes the host's moment; the second counts minutes without a touch.
    ignores: ['src-renderer/ui/hostClock.ts', 'src-renderer/ledgers/confidential/parts/ConfidentialFrame.vue'],
    rules: { 'no-restricted-syntax': ['error', ...readsTheWorkstation] }
  },
  {
    files: ['tests/**/*.{ts,mjs}'],
    // These set the clock: one reads the machine's once, the other stands in its place.
    ignores: ['tests/support/setClock.ts', 'tests/support/setDate.mjs'],
    rules: { 'no-restricted-syntax': ['error', ...readsTheMachine] }
  },
  {
    files: ['src-main/hosts/cli/**/*.ts', 'tests/bench/**/*.ts', 'tests/e2e/screens/**/*.ts'],
    rules: { 'no-console': 'off' }
  },
  {
    files: ['**/*.vue'],
    extends: [vue.configs['flat/essential']],
    languageOptions: { parserOptions: { parser: tseslint.parser } },
    rules: {
      'vue/multi-word-component-names': 'off',
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      'vue/component-api-style': ['error', ['script-setup']],
      'vue/no-v-html': 'error',
      'vue/no-undef-properties': 'off'
    }
  },
  { files: ['.config/**/*.{js,mjs,cjs}', 'tests/**/*.mjs'], languageOptions: { globals: globals.node } }
)
