import { cpSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, it } from 'vitest'
import { tempFolder } from '../support/tempFolder'

it('installs nothing through a link, so that nobody else loses their packages', async () => {
  const checkout = tempFolder('checkout')
  const elsewhere = tempFolder('elsewhere')
  writeFileSync(join(elsewhere, 'kept.txt'), 'theirs')
  mkdirSync(join(checkout, '.config'))
  cpSync('.config/setup.mjs', join(checkout, '.config', 'setup.mjs'))
  writeFileSync(join(checkout, 'package-lock.json'), '{"lockfileVersion":3,"packages":{}}')
  symlinkSync(elsewhere, join(checkout, 'node_modules'), 'junction')
  const { setUp } = (await import(pathToFileURL(join(checkout, '.config', 'setup.mjs')).href)) as { setUp: () => void }
  expect(setUp).toThrow('node_modules 是指向别处的链接')
  expect(existsSync(join(elsewhere, 'kept.txt'))).toBe(true)
})
