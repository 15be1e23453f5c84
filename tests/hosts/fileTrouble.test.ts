import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { fileTrouble } from '@main/hosts/cli/fileTrouble'
import { tempFolder } from '../support/tempFolder'

const told = (work: Promise<unknown>) => work.then(() => 'done', fileTrouble)

it('says in words what the system does not let a command do with a file, and names the file', async () => {
  const folder = tempFolder('trouble')
  const file = join(folder, 'one.docx')
  await writeFile(file, 'kept')
  expect(await told(copyFile(file, folder))).toBe(`“${folder}”是一个文件夹，请写出文件名`)
  expect(await told(mkdir(join(file, 'below')))).toContain('有一段是文件，不是文件夹')
  expect(await told(mkdir(file, { recursive: true }))).toBe(`“${file}”已经存在，而且不是文件夹，请换一个名称`)
  expect(await told(readFile(join(folder, 'none')))).toBe(`找不到“${join(folder, 'none')}”，请核对路径`)
  expect(await told(writeFile(join(folder, '长'.repeat(200)), ''))).toContain('的名称太长')
  expect(await told(readFile(file))).toBe('done')
})

it('has nothing to say of faults that are not about a file', () => {
  expect(fileTrouble(new Error('EISDIR'))).toBeUndefined()
  expect(fileTrouble(Object.assign(new Error('gone'), { code: 'ECONNRESET', syscall: 'read' }))).toBeUndefined()
})
