import { beforeAll, describe, expect, it } from 'vitest'
import { ConfidentialFile, Medium, Publication, Review } from '@main/ledgers/confidential/entities'
import { confidentialDue } from '@main/ledgers/confidential/due'
import { endMedium, handOverMedium, registerMedium, useMedium } from '@main/ledgers/confidential/medium/acts'
import { confidentialSheets } from '@main/ledgers/confidential/outputs/sheets'
import { published, requestPublication } from '@main/ledgers/confidential/publication/acts'
import { publicationsPage } from '@main/ledgers/confidential/publication/rows'
import { requestReview } from '@main/ledgers/confidential/review/acts'
import { loadShippedCalendar } from '@main/office/session/founding'
import { decideThrough } from '../../support/ledgerActs'
import { onBothEngines } from '../../support/house'
import { aCard } from '../../support/assets'
import { aBureau, aUnit } from '../../support/people'
import {
  aConfidentialStaff,
  actingIn,
  aFile,
  asOfficer,
  missedAs,
  reads,
  refusalOf,
  refusedBy,
  type ConfidentialStaff
} from '../../support/confidential'
import { penOf } from '../../support/pen'

onBothEngines('media, reviews and publications', (house) => {
  let staff: ConfidentialStaff
  beforeAll(async () => {
    await aBureau(house(), 'baicheng-bureau')
    await loadShippedCalendar(house())
    house().clock.setDay('2026-05-11')
    staff = await aConfidentialStaff(house())
  })

  it('SEC-11 K-12 media are classed, used by their holder on marked computers only, handed over by both, ended before two', async () => {
    const register = (plan: Partial<Parameters<typeof registerMedium>[2]> = {}) =>
      asOfficer(house(), staff, (unit) =>
        registerMedium(unit, house(), {
          kind: 'usb',
          secrecy: 'secret',
          startedOn: '2026-05-11',
          holderId: staff.clerk.id,
          place: '保密柜1',
          serial: 'SN-1',
          ...plan
        })
      )
    await refusedBy(house(), 'SEC-11', register({ secrecy: 'internal' }))
    await refusedBy(house(), 'SEC-11', register({ startedOn: '2026-05-12' }))
    await refusedBy(house(), 'K-11', register({ holderId: staff.temporary.id }))
    const medium = await register()()
    const use = (plan: Partial<Parameters<typeof useMedium>[2]> = {}) =>
      asOfficer(house(), staff, (unit) =>
        useMedium(unit, house(), {
          id: medium.id,
          userId: staff.clerk.id,
          computer: 'BM-01',
          marked: true,
          purpose: '导入汇编',
          ...plan
        })
      )
    const [lent] = await refusedBy(house(), 'SEC-11', use({ userId: staff.outsider.id }))
    expect(lent?.message).toContain('不得外借')
    await refusedBy(house(), 'SEC-11', use({ marked: false }))
    await refusedBy(house(), 'SEC-11', use({ purpose: undefined }))
    await use()()
    // AST-15: what the ledger of fixed assets says of a computer of its own counts, whatever is ticked.
    const at = { section: await aUnit(house()), colleague: staff.clerk }
    const { number: plain } = await aCard(house(), at)
    await refusedBy(house(), 'SEC-11', use({ computer: plain }))
    const { number: marked } = await aCard(house(), at, { classified: true, mark: '机密', safeguard: '机要室专柜' })
    await use({ computer: marked, marked: false })()
    expect(await house().database.read.findOneByOrFail(Medium, { id: medium.id })).toMatchObject({ uses: 2 })
    const handOver = (toPersonId: string, both = true) =>
      asOfficer(house(), staff, (unit) =>
        handOverMedium(unit, {
          id: medium.id,
          version: 3,
          toPersonId,
          signatures: { from: penOf(staff.clerk), to: both ? penOf(staff.member) : undefined }
        })
      )
    await refusedBy(house(), 'SEC-11', handOver(staff.member.id, false))
    house().clock.setDay('2026-05-12')
    await handOver(staff.member.id)()
    await refusedBy(house(), 'SEC-11', use())
    house().clock.setDay('2026-05-13')
    const end = (supervisors: readonly { id: string }[]) =>
      asOfficer(house(), staff, (unit) =>
        endMedium(unit, {
          id: medium.id,
          version: 4,
          how: 'destroyed',
          supervisorIds: supervisors.map(({ id }) => id),
          signatures: supervisors.map((person) => penOf(person))
        })
      )
    await refusedBy(house(), 'SEC-11', end([staff.supervisors[0]]))
    await refusedBy(house(), 'K-12', end([staff.supervisors[0], staff.officer]))
    await end(staff.supervisors)()
    await refusedBy(house(), 'SEC-11', use({ userId: staff.member.id }))
    // The sheet is of a moment: whose the medium was then, how often used by then, and whether it was in use.
    const sheet = confidentialSheets.find(({ name }) => name === '涉密介质')
    expect(sheet?.shows).toBe('state')
    const stood = async (to?: string, search?: string) => {
      const filter = { filters: [], search, offset: 0, limit: 50 }
      const made = await sheet?.make(await reads(house(), staff.officer), { from: '2026-05-13', to, filter })
      const rows: unknown[] = []
      for await (const { holderName, uses, state, remarks } of made?.rows ?? [])
        rows.push([holderName, uses, state, remarks])
      return rows
    }
    const supervised = `监销人${staff.supervisors.map(({ name }) => name).join('、')}`
    expect(await stood('2026-05-10')).toEqual([])
    expect(await stood('2026-05-11')).toEqual([[staff.clerk.name, 2, '在用', '']])
    expect(await stood('2026-05-12')).toEqual([[staff.member.name, 2, '在用', '']])
    expect(await stood()).toEqual([[staff.member.name, 2, '已销毁', supervised]])
    // it is found by whose it was then
    expect(await stood('2026-05-11', staff.clerk.name)).toHaveLength(1)
    expect(await stood('2026-05-11', staff.member.name)).toEqual([])
    expect(await stood(undefined, staff.clerk.name)).toEqual([])
    house().clock.setDay('2026-05-11')
  })

  describe('SEC-12 publication', () => {
    const ask = (plan: Partial<Parameters<typeof requestPublication>[2]> = {}, person = staff.clerk) =>
      actingIn(house(), person, (unit) =>
        requestPublication(unit, house(), {
          content: '市容整治通告全文',
          medium: '单位门户网站',
          recording: false,
          publisherId: staff.outsider.id,
          ...plan
        })
      )

    it('SEC-12 is reviewed by unit head, officer and leader before anything appears, and the publisher answers for it', async () => {
      const [bare] = await refusedBy(house(), 'SEC-12', () => ask({ content: undefined, publisherId: undefined }))
      expect(bare?.missing).toEqual(['拟公开内容', '公开人'])
      const asked = await ask()
      const publish = (person: { id: string }, version: number) => () =>
        actingIn(house(), person, (unit) => published(unit, { id: asked.id, version }))
      await refusedBy(house(), 'SEC-12', publish(staff.outsider, 2))
      const { deciders } = await decideThrough(house(), asked.approvalId)
      expect(deciders).toEqual([staff.unitHead.id, staff.officer.id, staff.leader.id])
      await refusedBy(house(), 'SEC-12', publish(staff.clerk, 3))
      expect((await refusalOf(house(), publish(staff.administrator, 3))).type).toBe('notFound')
      await publish(staff.outsider, 3)()
      await refusedBy(house(), 'SEC-12', publish(staff.outsider, 4))
      expect(await house().database.read.findOneByOrFail(Publication, { id: asked.id })).toMatchObject({
        state: 'done'
      })
    })

    it('SEC-12 needs the head for recordings, and the head of the group for what the leader asks', async () => {
      const recording = await ask({ recording: true })
      expect((await decideThrough(house(), recording.approvalId)).deciders.at(-1)).toBe(staff.head.id)
      const own = await ask({}, staff.leader)
      expect((await decideThrough(house(), own.approvalId)).deciders).toEqual([
        staff.unitHead.id,
        staff.officer.id,
        staff.head.id
      ])
    })

    it('shows a publication to whoever asked or publishes, and to nobody beside officer and leader', async () => {
      const page = { filters: [], offset: 0, limit: 50 }
      const seen = async (person: { id: string }) => (await publicationsPage(await reads(house(), person), page)).total
      expect(await seen(staff.inspector)).toBe(0)
      expect(await seen(staff.administrator)).toBe(0)
      expect(await seen(staff.outsider)).toBeGreaterThan(0)
      expect(await seen(staff.officer)).toBe(await house().database.read.count(Publication))
    })
  })

  describe('SEC-14 review', () => {
    const ask = (fileId: string, plan: Partial<Parameters<typeof requestReview>[2]> = {}) =>
      asOfficer(house(), staff, (unit) =>
        requestReview(unit, house(), {
          fileId,
          kind: 'declassify',
          newSecrecy: undefined,
          newExpiresOn: undefined,
          reason: '保密期限届满',
          notice: '县委办解密通知〔2026〕1号',
          noticeOn: '2026-05-10',
          ...plan
        })
      )
    const fileAt = (id: string) => house().database.read.findOneByOrFail(ConfidentialFile, { id })

    it('SEC-14 follows the notice of the issuer alone for what came in, and declassifies once', async () => {
      const file = await aFile(house(), staff)
      const [without] = await refusedBy(house(), 'SEC-14', ask(file.id, { notice: undefined }))
      expect(without?.missing).toEqual(['发文机关通知文号'])
      await refusedBy(house(), 'SEC-14', ask(file.id, { reason: undefined }))
      const asked = await ask(file.id)()
      await refusedBy(house(), 'SEC-14', ask(file.id))
      expect((await decideThrough(house(), asked.approvalId)).deciders).toEqual([staff.leader.id])
      expect(await fileAt(file.id)).toMatchObject({ state: 'declassified', declassifiedOn: '2026-05-11' })
      const [twice] = await refusedBy(house(), 'SEC-14', ask(file.id))
      expect(twice?.message).toContain('已解密')
    })

    it('SEC-14 extends within the ceiling from the day of issue, and changes the class with its ceiling', async () => {
      const file = await aFile(house(), staff, {
        secrecy: 'confidential',
        issuedOn: '2020-01-10',
        period: { kind: 'years', years: 6 }
      })
      expect(await fileAt(file.id)).toMatchObject({ expiresOn: '2026-01-10' })
      await refusedBy(house(), 'SEC-14', ask(file.id, { kind: 'extend', newExpiresOn: '2030-01-11' }))
      await refusedBy(house(), 'SEC-14', ask(file.id, { kind: 'extend', newExpiresOn: '2026-01-10' }))
      const longer = await ask(file.id, { kind: 'extend', newExpiresOn: '2030-01-10' })()
      await decideThrough(house(), longer.approvalId)
      expect(await fileAt(file.id)).toMatchObject({ expiresOn: '2030-01-10', secrecy: 'confidential' })
      // The period was over four months before anybody looked at it.
      expect(await missedAs(house(), longer.number)).toMatchObject({
        rule: 'SEC-14',
        dueOn: '2026-01-10'
      })
      const high = await aFile(house(), staff, {
        secrecy: 'secret',
        issuedOn: '2020-01-10',
        period: { kind: 'years', years: 20 }
      })
      await refusedBy(house(), 'SEC-14', ask(high.id, { kind: 'change', newSecrecy: 'internal' }))
      await refusedBy(house(), 'SEC-14', ask(high.id, { kind: 'change', newSecrecy: 'secret' }))
      const lower = await ask(high.id, { kind: 'change', newSecrecy: 'confidential' })()
      await decideThrough(house(), lower.approvalId)
      expect(await fileAt(high.id)).toMatchObject({ secrecy: 'confidential', expiresOn: '2030-01-10' })
      expect(await house().database.read.countBy(Review, { state: 'done' })).toBe(3)
    })

    it('SEC-14 tells the officer of a period that is over or soon will be', async () => {
      const file = await aFile(house(), staff, {
        secrecy: 'confidential',
        issuedOn: '2016-05-20',
        period: { kind: 'ceiling' }
      })
      const due = (await confidentialDue(await reads(house()))).find(({ subjectId }) => subjectId === file.id)
      expect(due).toMatchObject({ rule: 'SEC-14', dueOn: '2026-05-20', number: file.number })
    })
  })
})
