import { beforeAll, expect, it } from 'vitest'
import { demoPicture } from '@main/office/demo/pictures'
import { Attachment } from '@main/office/entities'
import { keepAttachment, receive } from '@main/office/outputs/attachments'
import { loadShippedCalendar } from '@main/office/session/founding'
import { onBothEngines } from '../../support/house'
import { aBureau } from '../../support/people'
import {
  actingIn,
  aLine,
  approvedOut,
  aWarehouseStaff,
  detainedOn,
  refusalOf,
  wentOut,
  type WarehouseStaff
} from '../../support/warehouse'

onBothEngines('photos of goods', (house) => {
  let staff: WarehouseStaff
  beforeAll(async () => {
    await aBureau(house())
    await loadShippedCalendar(house())
    staff = await aWarehouseStaff(house())
  })
  const stored = async (name: string, bytes: Uint8Array) => {
    const file = await receive(new File([new Uint8Array(bytes)], name))
    return actingIn(house(), staff.keeper, (unit) => keepAttachment(unit, house(), file))
  }

  it('are refused before anything is kept: too large, no picture, too many pixels', async () => {
    const before = await house().database.read.count(Attachment)
    const refused = async (name: string, bytes: Uint8Array) => {
      const fault: unknown = await stored(name, bytes).catch((reason: unknown) => reason)
      expect(fault).toMatchObject({ type: 'invalid' })
      return (fault as Error).message
    }
    expect(await refused('大图.jpg', new Uint8Array(50 * 1024 * 1024 + 1))).toContain('超过50MB')
    expect(
      await refused('程序.jpg', Buffer.concat([Buffer.from('MZ\x90\x00', 'latin1'), Buffer.alloc(500)]))
    ).toContain('只能上传图片')
    const bomb = demoPicture(0xff0000)
    bomb.writeUInt32BE(100_000, 16)
    bomb.writeUInt32BE(100_000, 20)
    expect(await refused('炸弹.png', bomb)).toContain('超过1亿像素')
    expect(await house().database.read.count(Attachment)).toBe(before)
    expect((await stored('照片.jpg', demoPicture(0x336699))).mime).toBe('image/png')
  })

  it('are pictures by their content, on the way in and on the way out; a paper under a picture’s name is none', async () => {
    const paper = await stored('照片.jpg', Buffer.from('%PDF-1.4\n%%EOF\n'))
    const take = (photoIds: string[]) => () =>
      detainedOn(house(), staff, '2026-09-29', { lines: [aLine(staff, { location: '照1', photoIds })] })
    const refusal = await refusalOf(house(), take([staff.picture, paper.id]))
    expect(refusal).toMatchObject({ type: 'invalid' })
    expect(refusal.message).toContain('“照片.jpg”不是图片')
    const made = await take([staff.picture])()
    const lines = [{ lineId: made.lines[0]?.id ?? '', quantity: 12_000 }]
    const exit = await approvedOut(house(), staff, { intakeId: made.id, lines, kind: 'destroy' })
    expect((await refusalOf(house(), () => wentOut(house(), staff, exit, { photoIds: [paper.id] }))).message).toContain(
      '不是图片'
    )
    await expect(wentOut(house(), staff, exit)).resolves.toBeTruthy()
  })
})
