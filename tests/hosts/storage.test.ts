import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { tempFolder } from '../support/tempFolder'
import { run } from './printed'

it('reads the storage from config.json and refuses one it does not know', async () => {
  const folder = tempFolder('configured')
  writeFileSync(join(folder, 'config.json'), '{"storage":"mysql://localhost/x"}')
  const unknown = await run('rules', '--data', folder)
  expect([unknown.code, unknown.errors.trim()]).toEqual([1, '数据库地址应以 postgres:// 开头'])
  writeFileSync(join(folder, 'config.json'), '{"store":1}')
  expect((await run('rules', '--data', folder)).errors).toContain('不是有效的设置文件')
})

it('names damaged data and does not make new data in its place', async () => {
  const folder = tempFolder('damaged')
  writeFileSync(join(folder, 'ledger.sqlite'), Buffer.alloc(8192, 7))
  const printed = await run('rules', '--data', folder)
  expect([printed.code, printed.errors.includes('ledger.sqlite')]).toEqual([1, true])
  expect(readFileSync(join(folder, 'ledger.sqlite'))).toEqual(Buffer.alloc(8192, 7))
})

it('tells in words that what stands where a folder is wanted is a file, and leaves it', async () => {
  const folder = tempFolder('written')
  const out = join(tempFolder('elsewhere'), 'kept.docx')
  writeFileSync(out, 'kept')
  const exported = await run('export', 'supplies', '--data', folder, '--out', out)
  expect([exported.code, exported.errors.trim()]).toEqual([1, `“${out}”已经存在，而且不是文件夹，请换一个名称`])
  expect(readFileSync(out, 'utf8')).toBe('kept')
})
