import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { FieldCipher, type KeyProtection } from '@main/platform/secrets/fieldCipher'
import { tempFolder } from '../../support/tempFolder'

const title = '关于某项工作的通知'
const reversed = (bytes: Buffer) => Buffer.from(bytes).reverse()
const systemStore: KeyProtection = { kind: 'os', protect: reversed, open: reversed }

it('opens what it sealed, also after a restart, and never seals alike', async () => {
  const folder = tempFolder('key')
  const cipher = new FieldCipher(folder)
  const sealed = await cipher.seal(title, 'files.title:1')
  expect(sealed).not.toContain(title)
  expect(await cipher.seal(title, 'files.title:1')).not.toBe(sealed)
  expect(await new FieldCipher(folder).open(sealed, 'files.title:1')).toBe(title)
})

it('keeps its key in a file only its user may read', async () => {
  const folder = tempFolder('key')
  await new FieldCipher(folder).seal(title, 'x')
  expect(statSync(join(folder, 'field.key')).mode & 0o777).toBe(0o600)
})

it('opens nothing that was altered or moved to another row', async () => {
  const cipher = new FieldCipher(tempFolder('key'))
  const sealed = await cipher.seal(title, 'files.title:1')
  await expect(cipher.open(sealed, 'files.title:2')).rejects.toThrow()
  const [version, nonce, text = '', tag] = sealed.split('.')
  const altered = [version, nonce, `${text.startsWith('A') ? 'B' : 'A'}${text.slice(1)}`, tag].join('.')
  await expect(cipher.open(altered, 'files.title:1')).rejects.toThrow()
  await expect(cipher.open('plain', 'files.title:1')).rejects.toThrow()
  await expect(new FieldCipher(tempFolder('key')).open(sealed, 'files.title:1')).rejects.toThrow()
})

it('two processes that start together end up with one key', async () => {
  const folder = tempFolder('key')
  const [one, two] = [new FieldCipher(folder), new FieldCipher(folder)]
  const [first, second] = await Promise.all([one.seal('甲', 'x'), two.seal('乙', 'x')])
  expect([await two.open(first, 'x'), await one.open(second, 'x')]).toEqual(['甲', '乙'])
})

it('a key the system keeps is not in the file, and opens only where the system can be asked', async () => {
  const folder = tempFolder('key')
  const sealed = await new FieldCipher(folder, systemStore).seal(title, 'x')
  expect(JSON.parse(readFileSync(join(folder, 'field.key'), 'utf8'))).toMatchObject({ protection: 'os' })
  expect(await new FieldCipher(folder, systemStore).open(sealed, 'x')).toBe(title)
  await expect(new FieldCipher(folder).open(sealed, 'x')).rejects.toMatchObject({ type: 'forbidden' })
})
