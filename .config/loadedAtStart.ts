/**
 * What every start loads, bundled into few files: hundreds of small ones take longer to find and link than to run. What
 * is compiled for the machine, and what asks where its own files are, stays a package.
 */
export const loadedAtStart: readonly string[] = [
  'typeorm',
  'typeorm-naming-strategies',
  'reflect-metadata',
  'zod',
  '@orpc/server',
  '@orpc/client',
  '@orpc/contract',
  'temporal-polyfill',
  'p-queue',
  'uuid',
  'cookie',
  'croner',
  'commander',
  'canonicalize',
  'nzh',
  'sirv',
  'file-type',
  'csv-parse',
  'pinyin-pro',
  '@zxcvbn-ts/core',
  '@zxcvbn-ts/language-common',
  'docx',
  'yauzl'
]
