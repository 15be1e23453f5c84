// The renderer's short names, in the form dependency-cruiser reads; src-renderer/tsconfig.json and vueBuild.ts say the
// same.
const { join } = require('node:path')

const aliasesIn = (root) => ({
  '@contract$': join(root, 'src-main/contract/index.ts'),
  '@contract': join(root, 'src-main/contract')
})

module.exports = { aliasesIn, resolve: { alias: aliasesIn(join(__dirname, '..')) } }
