import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import JSZip from 'jszip'
import { beforeAll, describe, expect, it } from 'vitest'
import { AuditEntry } from '@main/platform/database/auditEntities'
import { Person, Signature, Unit } from '@main/office/entities'
import { lookAtForm } from '@main/office/outputs/formService'
import { SignedForm } from '@main/office/outputs/signedForm'
import { updateUnit } from '@main/office/units/service'
import { readingBy, recordingBy } from '@main/hosts/cli/house'
import { systemActor } from '@main/kernel/actor'
import { pixelsOf } from '@main/platform/documents/pictureSize'
import { verifyHouse } from '@main/office/administration/verify'
import { requestExtension } from '@main/ledgers/warehouse/extension/acts'
import { recordTesting, reverseIntake } from '@main/ledgers/warehouse/intake/events'
import { DetainedLine, Extension } from '@main/ledgers/warehouse/entities'
import { onBothEngines } from '../../support/house'
import { decideThrough } from '../../support/ledgerActs'
import { actingIn, aLine, askedOut, aWarehouseStaff, detainedOn, type WarehouseStaff } from '../../support/warehouse'
import { textOfXml } from '../../support/papers'

const below = '签批后的变动（不改变以上签批内容）：'
const isBelow = (text: string): boolean => text.trim() === below || /^\d{4}年\d{1,2}月\d{1,2}日：/.test(text)

/** Where two texts part, with what stands there. */
function firstDifference(one: string, other: string): string {
  const at = [...one].findIndex((sign, index) => sign !== other[index])
  return at < 0 ? '' : `${one.slice(at - 80, at + 120)} ≠ ${other.slice(at - 80, at + 120)}`
}

onBothEngines('papers that are signed', (house) => {
  let staff: WarehouseStaff
  beforeAll(async () => {
    staff = await aWarehouseStaff(house())
  })

  /** The paper's body: what was signed, and what stands below it. */
  const printed = async (form: string, id: string): Promise<{ signed: string; added: string }> => {
    const file = await lookAtForm(await readingBy(house()), recordingBy(house()), form, id)
    const xml =
      (await (await JSZip.loadAsync(await file.arrayBuffer())).file('word/document.xml')?.async('string')) ?? ''
    // what stands below, a paragraph each, between the last of the form and the end of its copy
    const body = xml.replaceAll(/<w:p>(?:(?!<w:p>).)*?<\/w:p>/gs, (paragraph) =>
      isBelow(textOfXml(paragraph)) ? '' : paragraph
    )
    return {
      signed: body.replaceAll(/ (r:id|r:embed|id)="[^"]*"/g, ''),
      added: textOfXml(xml).includes(below) ? textOfXml(xml) : ''
    }
  }
  const rename = async (id: string, name: string): Promise<void> => {
    await house().database.write({ chain: 'office', act: '修改单位', actor: systemActor }, async (unit) => {
      const row = await unit.load(Unit, id, '单位')
      await updateUnit(unit, { id, version: row.version, name, kind: row.kind, parentId: row.parentId, active: true })
    })
  }

  describe('K-14 a list signed on a term', () => {
    it('is the same in its signed part after a test, an extension and the renaming of its unit; they stand below with their days', async () => {
      const { id } = await detainedOn(house(), staff, '2026-05-06')
      const before = await printed('warehouse.intake', id)
      expect(before.added).toBe('')
      expect(textOfXml(before.signed)).toContain('2026年5月6日至2026年6月5日（查封扣押期限，WH-05）')
      // fish and melons rot sooner than the statute runs: the paper names the period that leads
      expect(textOfXml(before.signed)).toContain('西瓜：2026年5月6日至2026年5月9日（暂扣物品处理期限，WH-04）')

      house().clock.setDay('2026-05-20')
      await actingIn(house(), staff.officers[0], (unit) =>
        recordTesting(unit, house(), {
          id,
          agency: '质检所',
          from: '2026-05-08',
          to: '2026-05-12',
          noticeNumber: '告1号',
          noticeAttachmentId: staff.picture
        })
      )
      const { id: extensionId } = await actingIn(house(), staff.officers[0], (unit) =>
        requestExtension(unit, house(), { intakeId: id, days: 20, reason: '案情复杂', needsHead: true })
      )
      const extension = await house().database.read.findOneByOrFail(Extension, { id: extensionId })
      await decideThrough(house(), extension.approvalId ?? '')
      await rename(staff.squad.id, '改名后的中队')

      const after = await printed('warehouse.intake', id)
      expect(after.signed === before.signed, firstDifference(before.signed, after.signed)).toBe(true)
      expect(after.added).toContain('2026年5月20日：查封扣押期限经批准延长20日')
      expect(after.added).toContain('2026年5月8日：2026年5月8日至2026年5月12日送质检所检测，期间不计入期限（告1号）')
      expect(after.added).toContain('片区现为“改名后的中队”')
    })

    it('was kept in the act that signed it, with its hash in that act’s audit entry', async () => {
      const { id, number } = await detainedOn(house(), staff, '2026-05-07')
      const [kept] = await house().database.read.findBy(SignedForm, { form: 'warehouse.intake', subjectId: id })
      expect(kept).toMatchObject({ number, chain: 'warehouse', at: house().clock.now() })
      const [entry] = await house().database.read.find(AuditEntry, {
        where: { subjectId: id },
        order: { seq: 'ASC' },
        take: 1
      })
      expect(entry?.entries.find(({ id: of }) => of === kept?.id)?.hash).toMatch(/^[0-9a-f]{64}$/)
      await expect(house().database.writer.query('UPDATE signed_forms SET content = number')).rejects.toThrow()
      expect(await verifyHouse(house())).toMatchObject({ ok: true })
    })
  })

  it('keeps what was drawn by its signature, not as a file, and prints its picture', async () => {
    const files = () => readdir(join(house().folder, 'attachments'), { recursive: true })
    const before = await files()
    const { id } = await detainedOn(house(), staff, '2026-05-08')
    expect(await files()).toEqual(before)
    const [kept] = await house().database.read.findBy(SignedForm, { form: 'warehouse.intake', subjectId: id })
    const [drawn] = await house().database.read.findBy(Signature, { subjectId: id, method: 'pen' })
    expect(kept?.content).toContain(`{"drawnFor":"${drawn?.id ?? ''}"}`)
    const file = await lookAtForm(await readingBy(house()), recordingBy(house()), 'warehouse.intake', id)
    const parts = (await JSZip.loadAsync(await file.arrayBuffer())).file(/word\/media\/.*\.png$/)
    const sizes = await Promise.all(parts.map(async (part) => pixelsOf(await part.async('uint8array'))))
    expect(sizes).toContain(360 * 120)
  })

  it('K-09 an intake that was taken back says so below what was signed, with its day and reason', async () => {
    const { id } = await detainedOn(house(), staff, '2026-06-10')
    const before = await printed('warehouse.intake', id)
    house().clock.setDay('2026-06-12')
    await actingIn(house(), staff.keeper, (unit) => reverseIntake(unit, house(), id, '误登为另一当事人'))
    const after = await printed('warehouse.intake', id)
    expect(after.signed === before.signed, firstDifference(before.signed, after.signed)).toBe(true)
    expect(before.added).toBe('')
    expect(after.added).toContain('2026年6月12日：本次入库登记已冲正：误登为另一当事人')
  })

  it('K-14 an opinion is kept with what it was given on; boxes decided later are filled in', async () => {
    const { id } = await detainedOn(house(), staff, '2026-06-01')
    const { id: extensionId } = await actingIn(house(), staff.officers[0], (unit) =>
      requestExtension(unit, house(), { intakeId: id, days: 10, reason: '待结论', needsHead: true })
    )
    const extension = await house().database.read.findOneByOrFail(Extension, { id: extensionId })
    await decideThrough(house(), extension.approvalId ?? '', { steps: 1, opinion: '拟同意' })
    const first = await printed('warehouse.extension', extensionId)
    expect(textOfXml(first.signed)).toContain('拟同意')
    await rename(staff.squad.id, '又改名的中队')
    await decideThrough(house(), extension.approvalId ?? '', { opinion: '同意延期' })
    const last = textOfXml((await printed('warehouse.extension', extensionId)).signed)
    expect(last).toContain('拟同意')
    expect(last).toContain('同意延期')
    // the first decider signed for a squad of another name
    expect(last).not.toContain('片区\n又改名的中队')
    expect(
      await house().database.read.countBy(SignedForm, { form: 'warehouse.extension', subjectId: extensionId })
    ).toBeGreaterThan(1)
  })

  it('K-14 names as approver of ownerless goods whoever decided last, and nobody before that', async () => {
    const { id: intakeId, lines } = await detainedOn(house(), staff, '2026-07-07', {
      lines: [aLine(staff, { location: '无主处1', perishability: 'perishable' })]
    })
    house().clock.setDay('2026-09-01')
    const asked = await askedOut(house(), staff, {
      intakeId,
      lines: lines.map(({ id: lineId }) => ({ lineId, quantity: 12_000 })),
      kind: 'destroy',
      ownerless: true,
      announcement: '已公示',
      photoIds: [staff.picture],
      decisionNumber: undefined,
      decidedOn: undefined,
      decisionAttachmentId: undefined
    })
    const approver = async () => {
      const file = await lookAtForm(await readingBy(house()), recordingBy(house()), 'warehouse.ownerless', asked.id)
      return textOfXml(
        (await (await JSZip.loadAsync(await file.arrayBuffer())).file('word/document.xml')?.async('string')) ?? ''
      )
    }
    const nameOf = async (id = '') => (await house().database.read.findOneByOrFail(Person, { id })).name
    const [first] = (await decideThrough(house(), asked.approvalId, { steps: 1 })).deciders
    expect(await approver()).not.toMatch(new RegExp(`批准人\\s*${await nameOf(first)}`))
    const last = (await decideThrough(house(), asked.approvalId)).deciders.at(-1)
    expect(last).not.toBe(first)
    expect(await approver()).toMatch(new RegExp(`批准人\\s*${await nameOf(last)}`))
    expect(await approver()).not.toContain('批准人现为')
  })

  it('keeps nothing of a live check, nor of an act that is refused', async () => {
    const before = await house().database.read.count(SignedForm)
    await expect(detainedOn(house(), staff, '2026-06-02', { party: '' })).rejects.toThrow()
    expect(await house().database.read.count(SignedForm)).toBe(before)
    expect(await house().database.read.count(DetainedLine)).toBeGreaterThan(0)
  })
})
