import { beforeAll, describe, expect, it } from 'vitest'
import type { RegisterInput } from '@main/contract/confidential/inputs'
import { handOverOffice } from '@main/ledgers/confidential/cabinet/acts'
import { copyNumbersOf } from '@main/ledgers/confidential/carrier/copyNumbers'
import { requestClassification } from '@main/ledgers/confidential/classification/acts'
import { announceDelivery, takeDelivery } from '@main/ledgers/confidential/delivery/acts'
import { confidentialDue } from '@main/ledgers/confidential/due'
import { Carrier, ConfidentialFile, ScopeEntry } from '@main/ledgers/confidential/entities'
import { recordIssued, registerFile, reverseFile } from '@main/ledgers/confidential/file/register'
import { switchTitles } from '@main/ledgers/confidential/file/titles'
import { loadShippedCalendar } from '@main/office/session/founding'
import { Appointment } from '@main/office/entities'
import { decideThrough } from '../../support/ledgerActs'
import { onBothEngines } from '../../support/house'
import { aBureau, arranging, aPerson } from '../../support/people'
import {
  actingIn,
  aConfidentialStaff,
  aFile,
  anEntry,
  asOfficer,
  lent,
  missedAs,
  reads,
  refusalOf,
  refusedBy,
  standingOf,
  type ConfidentialStaff
} from '../../support/confidential'
import { penOf } from '../../support/pen'

describe('copy numbers as they are typed', () => {
  it('reads lists, ranges with their zeros, and 无 as a carrier without one', () => {
    expect(copyNumbersOf('0188、0189')).toEqual(['0188', '0189'])
    expect(copyNumbersOf('0123-0125')).toEqual(['0123', '0124', '0125'])
    expect(copyNumbersOf('无')).toEqual([undefined])
    expect(copyNumbersOf('0125-0123')).toEqual(['0125-0123'])
    expect(copyNumbersOf('')).toEqual([])
  })
})

onBothEngines('the register of confidential files', (house) => {
  let staff: ConfidentialStaff
  beforeAll(async () => {
    await aBureau(house(), 'baicheng-bureau')
    await loadShippedCalendar(house())
    staff = await aConfidentialStaff(house())
    house().clock.setDay('2026-09-29')
  })
  const register = (plan: Partial<RegisterInput> = {}) =>
    asOfficer(house(), staff, (unit) => registerFile(unit, house(), anEntry(house(), staff, plan)))

  it('SEC-01 lets the officer alone register: to all others there is nothing to register in', async () => {
    for (const person of [
      staff.administrator,
      staff.inspector,
      staff.head,
      staff.otherLeader,
      staff.leader,
      staff.clerk
    ]) {
      const fault = await refusalOf(house(), () =>
        actingIn(house(), person, (unit) => registerFile(unit, house(), anEntry(house(), staff)))
      )
      expect(fault.type).toBe('notFound')
    }
    expect((await register()()).number).toMatch(/^MJ-2026-\d{6}$/)
  })

  it('SEC-01 asks for the handover of cabinet and keys, with a full check, before a new officer keeps files', async () => {
    const other = await aConfidentialStaff(house())
    const newcomer = await aPerson(house(), { posts: ['confidentialityOfficer'] })
    const held = await refusedBy(house(), 'SEC-01', () =>
      actingIn(house(), newcomer, (unit) => registerFile(unit, house(), anEntry(house(), other)))
    )
    expect(held[0]?.message).toContain('钥匙')
    const withoutCheck = await refusedBy(house(), 'SEC-01', () =>
      actingIn(house(), newcomer, (unit) =>
        handOverOffice(unit, {
          toPersonId: newcomer.id,
          witnessId: undefined,
          signatures: { from: penOf(staff.officer), to: penOf(newcomer) }
        })
      )
    )
    expect(withoutCheck[0]?.missing).toContain('接收人参加的全面核查')
    await arranging(house(), async (unit) => {
      const post = await unit.manager.findOneByOrFail(Appointment, { personId: newcomer.id })
      await unit.update(Appointment, post, { toDay: '2026-09-28' }, '任职')
      const second = await unit.manager.findOneByOrFail(Appointment, { personId: other.officer.id })
      await unit.update(Appointment, second, { toDay: '2026-09-28' }, '任职')
    })
  })

  it('SEC-02 refuses a title while the officer has not confirmed that this machine may hold one', async () => {
    const [finding] = await refusedBy(house(), 'SEC-02', register({ title: '某某方案' }))
    expect(finding).toMatchObject({ field: 'title', act: 'BLOCK' })
    const unconfirmed = await refusedBy(
      house(),
      'SEC-02',
      asOfficer(house(), staff, (unit) => switchTitles(unit, { titles: true, confirmed: false, basis: undefined }))
    )
    expect(unconfirmed[0]?.missing).toEqual(['保密员的确认', '确认依据'])
    await asOfficer(house(), staff, (unit) =>
      switchTitles(unit, { titles: true, confirmed: true, basis: '涉密机备案3号' })
    )()
    const made = await register({ title: '某某方案' })()
    const stored = await house().database.read.findOneByOrFail(ConfidentialFile, { id: made.id })
    expect(stored.titleSealed).toMatch(/^v1\./)
    await asOfficer(house(), staff, (unit) =>
      switchTitles(unit, { titles: false, confirmed: false, basis: undefined })
    )()
    await refusedBy(house(), 'SEC-02', register({ title: '又一份' }))
  })

  describe('SEC-03 an entry', () => {
    it('SEC-03 says everything a register has to say', async () => {
      const bare = {
        issuedOn: undefined,
        issuer: undefined,
        documentNumber: undefined,
        code: undefined,
        pages: undefined,
        copyNumbers: undefined,
        personIds: []
      }
      const [finding] = await refusedBy(house(), 'SEC-03', register(bare))
      expect(finding?.missing).toEqual(['制发日期', '来文机关', '文号', '代号', '页数', '份号', '知悉范围'])
      const made = await register()()
      const { read } = house().database
      expect(await read.countBy(Carrier, { fileId: made.id })).toBe(2)
      expect(await read.countBy(ScopeEntry, { fileId: made.id })).toBe(3)
      expect(await read.findOneByOrFail(ConfidentialFile, { id: made.id })).toMatchObject({
        secrecy: 'secret',
        expiresOn: '2036-01-10',
        pages: 12
      })
    })

    it('SEC-03 counts the period from the day of issue and holds it under the ceilings of 30, 20 and 10 years', async () => {
      for (const [secrecy, years] of [
        ['topSecret', 30],
        ['secret', 20],
        ['confidential', 10]
      ] as const) {
        const over = await refusedBy(
          house(),
          'SEC-03',
          register({ secrecy, period: { kind: 'years', years: years + 1 } })
        )
        expect(over.some(({ field }) => field === 'period')).toBe(true)
        const made = await register({ secrecy, period: { kind: 'years', years } })()
        const stored = await house().database.read.findOneByOrFail(ConfidentialFile, { id: made.id })
        expect(stored.expiresOn).toBe(`${2026 + years}-01-10`)
      }
      await refusedBy(
        house(),
        'SEC-03',
        register({ secrecy: 'confidential', period: { kind: 'until', until: '2036-01-11' } })
      )
      const unsaid = await register({ secrecy: 'confidential', period: { kind: 'ceiling' } })()
      expect(await house().database.read.findOneByOrFail(ConfidentialFile, { id: unsaid.id })).toMatchObject({
        periodKind: 'ceiling',
        expiresOn: '2036-01-10'
      })
      await refusedBy(house(), 'SEC-03', register({ period: { kind: 'condition' } }))
      expect((await register({ period: { kind: 'condition', condition: '公布之日' } })()).number).toBeTruthy()
    })

    it('SEC-03 asks a copy number of 绝密 and 机密, a reason of 秘密 without one, and takes 0123-0125 as three carriers', async () => {
      await refusedBy(house(), 'SEC-03', register({ copyNumbers: '无', copies: 1 }))
      const [reason] = await refusedBy(
        house(),
        'SEC-03',
        register({ secrecy: 'confidential', copyNumbers: '无', copies: 1 })
      )
      expect(reason?.missing).toEqual(['无份号的原因'])
      await register({ secrecy: 'confidential', copyNumbers: '无', copies: 1, noNumberReason: '来文未编份号' })()
      const three = await register({ copyNumbers: '0123-0125', copies: 3 })()
      const carriers = await house().database.read.find(Carrier, {
        where: { fileId: three.id },
        order: { label: 'ASC' }
      })
      expect(carriers.map(({ copyNumber }) => copyNumber)).toEqual(['0123', '0124', '0125'])
      await refusedBy(house(), 'SEC-03', register({ copyNumbers: '0123-0125', copies: 1 }))
    })

    it('SEC-03 refuses a copy number twice, within an entry and for the same document, whoever typed it how', async () => {
      await refusedBy(house(), 'SEC-03', register({ copyNumbers: '0651、0651' }))
      await register({ issuer: '县人防办', documentNumber: '青人防密〔2025〕59号', copyNumbers: '0651', copies: 1 })()
      const again = await refusedBy(
        house(),
        'SEC-03',
        register({ issuer: '县人防办 ', documentNumber: '青人防密〔2025〕59 号', copyNumbers: '0650-0651' })
      )
      expect(again[0]?.message).toContain('0651已登记在MJ-2026-')
      await register({ issuer: '县人防办', documentNumber: '青人防密〔2025〕60号', copyNumbers: '0651', copies: 1 })()
    })

    it('SEC-03 keeps 中央文件 to their number, and 内部 is no state secret', async () => {
      await refusedBy(house(), 'SEC-03', register({ central: true }))
      await refusedBy(house(), 'SEC-03', register({ central: true, code: undefined, notes: '借阅过' }))
      const made = await register({ central: true, code: undefined, issuer: undefined, documentNumber: undefined })()
      expect(await house().database.read.findOneByOrFail(ConfidentialFile, { id: made.id })).toMatchObject({
        codeSealed: null,
        issuerSealed: null
      })
      const internal = await register({
        secrecy: 'internal',
        copyNumbers: '无',
        copies: 1,
        noNumberReason: '内部文件'
      })()
      expect(await house().database.read.findOneByOrFail(ConfidentialFile, { id: internal.id })).toMatchObject({
        secrecy: 'internal',
        expiresOn: null
      })
    })

    it('SEC-03 refuses days that cannot be and records a day of issue once', async () => {
      await refusedBy(house(), 'SEC-03', register({ receivedOn: '2026-09-30' }))
      await refusedBy(house(), 'SEC-03', register({ issuedOn: '2026-09-30' }))
      const { id } = await register()()
      const twice = await refusalOf(
        house(),
        asOfficer(house(), staff, (unit) =>
          recordIssued(unit, { id, version: 1, issuedOn: '2026-01-01', period: undefined })
        )
      )
      expect(twice.type).toBe('conflict')
    })

    it('K-09 takes a wrong entry back with a reason, and none once a carrier was read', async () => {
      const wrong = await aFile(house(), staff)
      await asOfficer(house(), staff, (unit) =>
        reverseFile(unit, house(), { id: wrong.id, version: 1, reason: '重复登记' })
      )()
      expect((await standingOf(house(), wrong.carrierIds[0])).state).toBe('reversed')
      const read = await aFile(house(), staff)
      await lent(house(), staff, read.carrierIds[0], staff.readers[0])
      await refusedBy(
        house(),
        'SEC-10',
        asOfficer(house(), staff, (unit) => reverseFile(unit, house(), { id: read.id, version: 1, reason: '重复登记' }))
      )
    })
  })

  describe('SEC-04 who signs for what comes in', () => {
    const announce = (plan: Partial<Parameters<typeof announceDelivery>[2]> = {}) =>
      asOfficer(house(), staff, (unit) =>
        announceDelivery(unit, house(), {
          kind: 'colleague',
          personId: staff.clerk.id,
          at: undefined,
          envelopes: 1,
          ...plan
        })
      )
    const handOver = (id: string, plan: Partial<Parameters<typeof takeDelivery>[2]> = {}) =>
      asOfficer(house(), staff, (unit) =>
        takeDelivery(unit, house(), {
          id,
          version: 1,
          unopened: true,
          lateReason: undefined,
          signature: penOf(staff.clerk),
          ...plan
        })
      )

    it('SEC-04 wants the letter unopened, signed over, the same day; a late one stays on record as late', async () => {
      house().clock.setDay('2026-10-12', '16:00')
      const letter = await announce()()
      expect(
        (await confidentialDue(await reads(house()))).find(({ number }) => number === letter.number)
      ).toMatchObject({
        rule: 'SEC-04',
        dueOn: '2026-10-12'
      })
      await refusedBy(house(), 'SEC-04', handOver(letter.id, { unopened: false }))
      await refusedBy(house(), 'SEC-04', handOver(letter.id, { signature: undefined }))
      house().clock.setDay('2026-10-13')
      const [late] = await refusedBy(house(), 'SEC-04', handOver(letter.id))
      expect(late?.missing).toEqual(['逾期原因'])
      await handOver(letter.id, { lateReason: '外出执法' })()
      expect(await missedAs(house(), letter.number)).toMatchObject({ doneAt: expect.any(String) as string })
      expect((await confidentialDue(await reads(house()))).some(({ number }) => number === letter.number)).toBe(false)
    })

    it('SEC-04 gives a working day for what is brought back, and registers it only once handed over', async () => {
      house().clock.setDay('2026-10-16', '17:00')
      const brought = await announce({ kind: 'meeting' })()
      expect((await confidentialDue(await reads(house()))).find(({ number }) => number === brought.number)?.dueOn).toBe(
        '2026-10-19'
      )
      await refusedBy(house(), 'SEC-04', register({ origin: 'meeting', deliveryId: brought.id }))
      await refusedBy(house(), 'SEC-04', register({ origin: 'meeting' }))
      await handOver(brought.id)()
      await refusedBy(house(), 'SEC-04', register({ origin: 'colleague', deliveryId: brought.id }))
      await register({ origin: 'meeting', deliveryId: brought.id })()
      await refusedBy(house(), 'SEC-04', announce({ personId: staff.officer.id }))
    })
  })

  describe('SEC-05 files of our own', () => {
    const classify = (plan: Partial<Parameters<typeof requestClassification>[2]> = {}) =>
      asOfficer(house(), staff, (unit) =>
        requestClassification(unit, house(), {
          drafterId: staff.clerk.id,
          code: '自1',
          basis: '城市管理工作国家秘密范围第三项',
          secrecy: 'confidential',
          issuedOn: '2026-10-10',
          period: { kind: 'years', years: 5 },
          personIds: [staff.readers[0].id],
          posts: ['head'],
          copies: 2,
          ...plan
        })
      )
    const own = (classificationId: string | undefined, plan: Partial<RegisterInput> = {}) =>
      register({
        origin: 'own',
        classificationId,
        code: '自1',
        issuer: undefined,
        documentNumber: '本局密〔2026〕1号',
        secrecy: 'confidential',
        issuedOn: '2026-10-10',
        period: { kind: 'years', years: 5 },
        personIds: [staff.readers[0].id],
        posts: ['head'],
        copyNumbers: '01-02',
        ...plan
      })

    it('SEC-05 are classed by officer and leader before they are registered, and registered as decided, once', async () => {
      house().clock.setDay('2026-10-20')
      await refusedBy(house(), 'SEC-05', own(undefined))
      await refusedBy(house(), 'SEC-05', classify({ basis: undefined }))
      await refusedBy(house(), 'SEC-05', classify({ secrecy: 'internal' }))
      await refusedBy(house(), 'SEC-03', classify({ period: { kind: 'years', years: 11 } }))
      const asked = await classify()()
      await refusedBy(house(), 'SEC-05', own(asked.id))
      const { deciders } = await decideThrough(house(), asked.approvalId)
      expect(deciders).toEqual([staff.leader.id])
      const [differing] = await refusedBy(
        house(),
        'SEC-05',
        own(asked.id, { secrecy: 'secret', copyNumbers: '01', copies: 1 })
      )
      expect(differing?.message).toContain('密级、份数')
      await own(asked.id)()
      await refusedBy(house(), 'SEC-05', own(asked.id))
    })

    it("SEC-05 sends the leader's own draft to the head of the group", async () => {
      const asked = await classify({ drafterId: staff.leader.id })()
      const { deciders } = await decideThrough(house(), asked.approvalId)
      expect(deciders).toEqual([staff.head.id])
    })
  })
})
