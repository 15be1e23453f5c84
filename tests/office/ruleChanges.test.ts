import { beforeAll, describe, expect, it } from 'vitest'
import { RuleSettingRow, type Person } from '@main/office/entities'
import { verifyHouse } from '@main/office/administration/verify'
import { AuditEntry } from '@main/platform/database/auditEntities'
import { closeTestHouse, onBothEngines, openTestHouse } from '../support/house'
import { aBureau, aPerson } from '../support/people'
import { as, faultOf, refusedBy, type OfficeClient } from '../support/officeCalls'

onBothEngines('changes of rules', (house) => {
  let admin: OfficeClient
  let director: OfficeClient
  let head: OfficeClient
  let someone: Person

  beforeAll(async () => {
    await aBureau(house())
    admin = as(house(), await aPerson(house(), { name: '管理员', posts: ['administrator'] }))
    director = as(house(), await aPerson(house(), { name: '主任', posts: ['officeDirector'] }))
    head = as(house(), await aPerson(house(), { name: '局长', posts: ['head'] }))
    someone = await aPerson(house())
  })
  const rule = async (id: string) =>
    (await admin.administration.rules()).find((row) => row.id === id) ?? expect.fail(id)
  const pendingOf = async (id: string) => (await rule(id)).pending[0] ?? expect.fail(`nothing pending for ${id}`)
  const decide = async (by: OfficeClient, approvalId: string, outcome: 'approve' | 'refuse' | 'return' = 'approve') => {
    const { version } = await by.approvals.get({ id: approvalId })
    return by.approvals.decide({ id: approvalId, version, outcome, opinion: '同意' })
  }
  const approved = async (id: string) => {
    const { approvalId } = await pendingOf(id)
    await decide(director, approvalId)
    await decide(head, approvalId)
  }
  const linesOf = async (id: string) =>
    (await admin.administration.exceptions({ filters: [{ field: 'rule', op: 'eq', value: id }] })).rows
  const badTerm = () => ({ personId: someone.id, post: 'buyer' as const, from: '2026-09-30', to: '2026-09-01' })

  it('lowers a rule only with a basis and once the office director and the head approved; the rule then warns', async () => {
    const lower = { rule: 'K-06', state: 'warn' as const, basis: '局长办公会〔2026〕3号' }
    expect((await faultOf(director.administration.setRuleState(lower))).code).toBe('forbidden')
    expect((await faultOf(admin.administration.setRuleState({ ...lower, basis: '' }))).code).toBe('invalid')
    const { request } = await admin.administration.setRuleState(lower)
    expect(request).toBe('TZ-2026-000001')
    expect(await rule('K-06')).toMatchObject({
      state: 'on',
      pending: [
        {
          number: request,
          change: expect.stringContaining('由“执行”改为“降为提示”'),
          applicantName: '管理员',
          state: '审批中'
        }
      ]
    })
    expect(await refusedBy(director.office.appoint(badTerm()))).toEqual(['K-06'])
    expect(await linesOf('K-06')).toEqual([])
    const again = await faultOf(admin.administration.setRuleState({ ...lower, state: 'off' }))
    expect(again.message).toContain('TZ-2026-000001')

    const { approvalId } = await pendingOf('K-06')
    expect(await head.approvals.inbox()).toEqual([])
    expect(await refusedBy(decide(head, approvalId))).toEqual(['K-01'])
    expect(await decide(director, approvalId)).toEqual({ state: 'pending' })
    expect(await rule('K-06')).toMatchObject({ state: 'on' })
    expect((await head.approvals.inbox())[0]).toMatchObject({
      id: approvalId,
      ledger: 'office',
      kindName: '规则与参数调整'
    })
    expect(await decide(head, approvalId)).toEqual({ state: 'approved' })

    expect(await rule('K-06')).toMatchObject({ state: 'warn', pending: [] })
    expect(await linesOf('K-06')).toMatchObject([
      {
        ledger: '单位人员与系统',
        subjectNumber: request,
        reason: lower.basis,
        actorName: '局长',
        message: expect.stringContaining('改为“降为提示”')
      }
    ])
    const [entry] = await house().database.read.find(AuditEntry, {
      where: { subjectNumber: request ?? '' },
      order: { seq: 'DESC' },
      take: 1
    })
    expect(entry?.changes.map(({ table }) => table)).toEqual(['approvals', 'rule_changes', 'rule_settings'])
    const fault = await faultOf(director.office.appoint(badTerm()))
    expect(fault.data.findings).toMatchObject([{ rule: 'K-06', act: 'WARN' }])
    await director.office.appoint({ ...badTerm(), reasons: { 'K-06': '补录旧任职' } })
  })

  it('switches a rule off by the same way, and puts it back in force at once', async () => {
    await admin.administration.setRuleState({ rule: 'K-06', state: 'off', basis: '试验' })
    await approved('K-06')
    await director.office.appoint({ ...badTerm(), post: 'finance' })
    expect(await admin.administration.setRuleState({ rule: 'K-06', state: 'on', basis: '恢复执行' })).toEqual({
      rule: 'K-06',
      request: null
    })
    expect(await refusedBy(director.office.appoint({ ...badTerm(), post: 'legalReviewer' }))).toEqual(['K-06'])
    expect((await linesOf('K-06')).map(({ message }) => message)).toContainEqual(
      expect.stringContaining('由“停用”改为“执行”')
    )
    expect(
      (await faultOf(admin.administration.setRuleState({ rule: 'K-06', state: 'on', basis: '再恢复' }))).code
    ).toBe('invalid')
  })

  it('leaves a rule as it is when the request is refused, or returned and taken back', async () => {
    await admin.administration.setRuleState({ rule: 'K-04', state: 'off', basis: '试验' })
    await decide(director, (await pendingOf('K-04')).approvalId, 'refuse')
    expect(await rule('K-04')).toMatchObject({ state: 'on', pending: [] })
    await admin.administration.setRuleState({ rule: 'K-04', state: 'off', basis: '再试' })
    const { approvalId } = await pendingOf('K-04')
    await decide(director, approvalId)
    await decide(head, approvalId, 'return')
    expect(await pendingOf('K-04')).toMatchObject({ state: '退回补正' })
    const { version } = await admin.approvals.get({ id: approvalId })
    await admin.approvals.withdraw({ id: approvalId, version })
    expect(await rule('K-04')).toMatchObject({ state: 'on', pending: [] })
    expect(await house().database.read.countBy(RuleSettingRow, { rule: 'K-04' })).toBe(0)
  })

  it.each(['K-09', 'K-10'])('%s cannot be lowered, because the database keeps it', async (id) => {
    for (const state of ['warn', 'off'] as const)
      expect((await faultOf(admin.administration.setRuleState({ rule: id, state, basis: '试验' }))).code).toBe(
        'invalid'
      )
    expect((await rule(id)).pending).toEqual([])
  })

  describe('parameters', () => {
    const set = (value: number | string, name = 'otherDays') =>
      admin.administration.setParameter({ rule: 'K-03', name, value, basis: '局务会决定' })
    const valueOf = async (name: string) => (await rule('K-03')).parameters.find((parameter) => parameter.name === name)

    it('takes only a value of the parameter’s kind', async () => {
      for (const wrong of ['三', -1, 1.5, Number.MAX_SAFE_INTEGER])
        expect((await faultOf(set(wrong))).data.issues?.[0]?.path).toBe('value')
      expect((await faultOf(set(5, 'constructor'))).data.issues?.[0]?.path).toBe('name')
      expect(
        (await faultOf(admin.administration.setParameter({ rule: 'K-99', name: 'x', value: 1, basis: '试验' }))).code
      ).toBe('notFound')
    })

    it('is in force once approved; two parameters of a rule do not wait for each other', async () => {
      await set(5)
      await set(2, 'vehicleDays')
      expect(await valueOf('otherDays')).toMatchObject({ value: 3 })
      await approved('K-03')
      expect(await valueOf('otherDays')).toMatchObject({ value: 5, fallback: 3, unit: '日' })
      expect(await valueOf('vehicleDays')).toMatchObject({ value: 1 })
      await approved('K-03')
      expect(await valueOf('otherDays')).toMatchObject({ value: 5 })
      expect(await valueOf('vehicleDays')).toMatchObject({ value: 2 })
      const lines = (await admin.administration.exceptions({ search: '局务会决定' })).rows
      expect(lines.map(({ message }) => message)).toContainEqual(expect.stringContaining('由3日改为5日'))
    })
  })

  it('is in the audit log without a raw code', async () => {
    const { rows } = await admin.administration.audit({
      filters: [{ field: 'chain', op: 'eq', value: 'office' }],
      limit: 500
    })
    const acts = new Set(rows.map(({ act }) => act))
    expect([...acts]).toEqual(
      expect.arrayContaining(['申请调整规则', '申请调整参数', '恢复执行规则', '审批', '撤回申请'])
    )
    for (const { id } of rows)
      for (const { table, field, before, after } of (await admin.administration.auditDetail({ id })).changes) {
        expect(`${table}${field}`).not.toMatch(/[A-Za-z_]{3,}/)
        expect(`${before}${after}`).not.toMatch(/^[a-z]+\.?[A-Za-z]{2,}$|\d{4}-\d\d-\d\dT/)
      }
  })

  it('keeps the numbers of the requests and the audit chain provable', async () => {
    expect(await verifyHouse(house())).toMatchObject({ ok: true })
  })

  it('cannot be used before the head and the office director are appointed, and says so', async () => {
    const young = await openTestHouse(house().engine)
    await aBureau(young)
    const founder = as(young, await aPerson(young, { posts: ['administrator'] }))
    const lower = () => founder.administration.setRuleState({ rule: 'K-06', state: 'off', basis: '试验' })
    expect((await faultOf(lower())).message).toContain('请先在“单位人员”中任命办公室主任、主要领导')
    await aPerson(young, { posts: ['officeDirector'] })
    expect((await faultOf(lower())).message).toContain('任命主要领导')
    await aPerson(young, { posts: ['head'] })
    expect((await lower()).request).toBe('TZ-2026-000001')
    await closeTestHouse(young)
  })
})
