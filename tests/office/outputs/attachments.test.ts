import { call } from '@orpc/server'
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Attachment } from '@main/office/entities'
import { appRouter } from '@main/hosts/appRouter'
import type { CallContext } from '@main/office/procedure'
import { AuditEntry } from '@main/platform/database/auditEntities'
import { closeTestHouse, openTestHouse, type TestHouse } from '../../support/house'
import { aPerson } from '../../support/people'
import { signedIn } from './signedIn'

let house: TestHouse
let context: CallContext
let personId: string

beforeAll(async () => {
  house = await openTestHouse()
  personId = (await aPerson(house)).id
  context = signedIn(house, { id: personId })
})
afterAll(() => closeTestHouse(house))

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64'
)
const upload = (bytes: Uint8Array<ArrayBuffer> | string, name: string) =>
  call(appRouter.files.upload, { file: new File([bytes], name) }, { context })

it('keeps a picture by its hash, under its name, with who brought it', async () => {
  const row = await upload(png, 'C:\\扫描\\公章印模.png')
  expect(row).toMatchObject({ name: '公章印模.png', mime: 'image/png', size: png.length })
  expect(await readFile(house.attachments.pathOf(row.sha256))).toEqual(png)
  expect(await house.database.read.findOneByOrFail(Attachment, { id: row.id })).toMatchObject({
    personId,
    sha256: row.sha256
  })
  const [entry] = await house.database.read.find(AuditEntry, {
    where: { chain: 'office' },
    order: { seq: 'DESC' },
    take: 1
  })
  expect(entry).toMatchObject({ act: '上传附件', subjectId: row.id })
  const file = await call(appRouter.files.download, { id: row.id }, { context })
  expect([file.name, file.type, Buffer.from(await file.arrayBuffer())]).toEqual(['公章印模.png', 'image/png', png])
})

it('gives nobody else a file that no page they may read shows', async () => {
  const row = await upload(png, '纪要.png')
  const other = signedIn(house, await aPerson(house, { posts: ['administrator', 'inspector'] }))
  for (const on of [
    undefined,
    { page: 'supplies.purchases.get', id: house.newId() },
    // Queries that only repeat what they are asked, or are none.
    { page: 'supplies.purchases.get', id: row.id },
    { page: 'files.download', id: row.id },
    { page: 'constructor.get', id: house.newId() },
    { page: 'session.signOut', id: house.newId() }
  ])
    await expect(call(appRouter.files.download, { id: row.id, on }, { context: other })).rejects.toMatchObject({
      code: 'notFound',
      message: '没有找到附件'
    })
})

it('goes by what a file is, not by what its name says', async () => {
  expect(await upload(png, '其实是图片.pdf')).toMatchObject({ mime: 'image/png' })
  for (const [bytes, name] of [
    [Buffer.from('MZ\u0090\0\u0003\0\0\0'), '安装.exe'],
    [Buffer.from('MZ\u0090\0\u0003\0\0\0'), '照片.jpg'],
    ['<html><script>alert(1)</script></html>', '公文.html'],
    ['<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', '图.svg'],
    [Buffer.from('504b03040a0000000000', 'hex'), '压缩包.zip'],
    [Buffer.from([1, 2, 3, 0, 5]), '数据.csv']
  ] as const)
    await expect(upload(bytes, name), name).rejects.toMatchObject({
      code: 'invalid',
      data: { issues: [{ path: 'file' }] }
    })
})

it('takes csv in UTF-8 and GB18030', async () => {
  expect(await upload('名称,数量\n甲,1\n', '台账.csv')).toMatchObject({ mime: 'text/csv' })
  expect(await upload(Buffer.from([0xc3, 0xfb, 0xb3, 0xc6, 0x0a]), '台账.csv')).toMatchObject({ mime: 'text/csv' })
})

it('refuses more than 50 MB and empty files, saying so', async () => {
  await expect(upload(new Uint8Array(50 * 1024 * 1024 + 1), '大图.png')).rejects.toMatchObject({
    code: 'invalid',
    message: '文件超过50MB，请压缩或分成几个文件后再上传'
  })
  await expect(upload('', '空.txt')).rejects.toMatchObject({ code: 'invalid', message: '文件是空的' })
})

it('says plainly that an attachment is not there, or its bytes are gone', async () => {
  await expect(call(appRouter.files.download, { id: house.newId() }, { context })).rejects.toMatchObject({
    code: 'notFound',
    message: '没有找到附件'
  })
  const gone = await house.database.write(
    {
      chain: 'office',
      act: '测试',
      actor: { personId: null, name: '系统', unitId: null, kind: 'permanent', posts: [] }
    },
    (unit) =>
      unit.append(Attachment, {
        sha256: '0'.repeat(64),
        name: '丢失.png',
        mime: 'image/png',
        size: 1,
        at: unit.now,
        personId
      })
  )
  await expect(call(appRouter.files.download, { id: gone.id }, { context })).rejects.toMatchObject({
    code: 'notFound',
    message: '没有找到附件的文件'
  })
})
