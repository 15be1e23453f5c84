import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { postNames } from '@main/contract/posts'
import { spelledLogin } from '@main/office/accounts/spelledLogin'
import { Account, Appointment, Person, type Unit } from '@main/office/entities'
import { keyOfPost, postsOf, postVocabulary, type PostVocabulary } from '@main/office/people/postProposals'
import { AuditEntry } from '@main/platform/database/auditEntities'
import { as, faultOf, refusedBy } from '../support/officeCalls'
import { onBothEngines } from '../support/house'
import { aBureau, aPerson, arranging, aUnit } from '../support/people'
import { tempFolder } from '../support/tempFolder'

const units = ['办公室', '财务审计装备股', '执法大队', '执法大队一中队', '经开区分局', '市容股', '局领导'].map(
  (name) => ({ id: name, name })
)
const own = (name: string) => units.find((unit) => unit.name === name) ?? expect.fail(name)

describe('a 职务 of the roster', () => {
  let words: PostVocabulary
  beforeAll(async () => {
    words = await postVocabulary({ resources: 'resources', folder: tempFolder('no-own-words') })
  })
  const said = (position: string, unit = '局领导') =>
    postsOf(words, { position, unit: own(unit) }, units).proposed.map(({ post, unitId, matter }) =>
      [post, unitId ?? matter].filter((part) => part !== null).join(' ')
    )

  it.each([
    ['局长', '局领导', ['head']],
    ['党组书记、局长', '局领导', ['head', 'partySecretary']],
    ['局长', '经开区分局', ['unitHead 经开区分局']],
    ['负责人', '办公室', ['officeDirector', 'unitHead 办公室']],
    ['办公室主任', '办公室', ['officeDirector', 'unitHead 办公室']],
    ['办公室副主任', '办公室', []],
    ['股长', '财务审计装备股', ['unitHead 财务审计装备股', 'financeHead']],
    ['负责人（主持工作）', '市容股', ['unitHead 市容股']],
    ['中队长', '执法大队一中队', ['unitHead 执法大队一中队']],
    ['副中队长', '执法大队一中队', []],
    ['副局长，分管办公室、财务审计装备股', '局领导', ['leader 财务审计装备股', 'leader 办公室']],
    ['副局长（分管执法大队一中队和物资采购）', '局领导', ['leader 执法大队一中队', 'matterLeader procurement']],
    ['副局长兼执法大队大队长', '局领导', ['unitHead 执法大队']],
    ['副局长', '局领导', []],
    ['会计', '财务审计装备股', ['finance']],
    ['印章管理员兼保密员', '办公室', ['sealCustodian', 'confidentialityOfficer']],
    ['罚没物品仓库保管员', '执法大队', ['warehouseKeeper']],
    ['物资保管员', '办公室', ['suppliesKeeper']],
    ['车管员/资产管理员', '办公室', ['vehicleOffice', 'assetClerk']],
    ['分管仓库管理的副局长', '局领导', []],
    ['原局长', '局领导', []],
    ['停车管理员', '市容股', []],
    ['科员', '办公室', []],
    ['', '办公室', []]
  ])('%s of %s speaks of %j', (position, unit, posts) => {
    expect(said(position, unit)).toEqual(posts)
  })

  it('never names a post twice, whatever its parts are', () => {
    const part = fc.constantFrom(
      ...words.posts.flatMap(({ whole, ends, holds }) => [...whole, ...ends, ...holds]),
      ...units.map(({ name }) => name),
      ...['分管', '副', '、', '兼', '（', '）', '财务', '采购']
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 7 }), fc.constantFrom(...units), (parts, unit) => {
        const { proposed } = postsOf(words, { position: parts.join(''), unit }, units)
        expect(new Set(proposed.map(keyOfPost)).size).toBe(proposed.length)
      }),
      { seed: 20260930, numRuns: 500 }
    )
  })

  it('is read by words kept as data, each for a post there is', () => {
    const file = JSON.parse(readFileSync('resources/posts/words.json', 'utf8')) as { posts: { post: string }[] }
    for (const { post } of file.posts) expect(postNames).toContain(post)
  })
})

describe('a login', () => {
  it('is the name in pinyin, surnames as surnames, numbered where it is taken', () => {
    expect(spelledLogin('单玉兰', new Set())).toBe('shanyulan')
    expect(spelledLogin('吕月', new Set(['lvyue', 'lvyue2']))).toBe('lvyue3')
  })
})

onBothEngines('posts arranged in one table', (house) => {
  let founder: Person
  let unit: Unit
  const hired = async (name: string, position: string, kind: Person['kind'] = 'permanent') => {
    const person = await aPerson(house(), { name, unitId: unit.id, kind })
    await arranging(house(), (work) => work.update(Person, person, { position }, '人员'))
    return person
  }
  const proposals = () => as(house(), founder).office.postProposals()
  const proposedTo = async (person: Person) =>
    (await proposals()).people.find(({ personId }) => personId === person.id) ?? expect.fail(person.name)
  const bureauPost = (post: 'head' | 'inspector' | 'assetClerk' | 'sealCustodian') => ({
    post,
    unitId: null,
    matter: null
  })

  beforeAll(async () => {
    await aBureau(house())
    unit = await aUnit(house(), { name: '综合股' })
    founder = await aPerson(house(), { name: '建立人', unitId: unit.id, posts: ['administrator'] })
  })

  it('K-06 proposes a post only one may hold to nobody where two speak of it, and says so', async () => {
    const [first, second] = [await hired('甲一', '局长'), await hired('乙一', '局长')]
    for (const person of [first, second])
      expect(await proposedTo(person)).toMatchObject({ posts: [], notes: ['主要领导只能有一人，请核实后再选'] })
    expect((await proposals()).vacant).toContain('head')
  })

  it('K-11 keeps keeping posts from temporary staff, and says why', async () => {
    const row = await proposedTo(await hired('丙一', '印章管理员', 'temporary'))
    expect(row.posts).toEqual([])
    expect(row.notes.join()).toContain('临时聘用')
  })

  it('numbers logins of people spelt alike, and proposes none to who has an account', async () => {
    const [first, second] = [await hired('王莉', '保密员'), await hired('王丽', '资产管理员')]
    expect([(await proposedTo(first)).login, (await proposedTo(second)).login].sort()).toEqual(['wangli', 'wangli2'])
    expect((await proposals()).people.some(({ personId }) => personId === founder.id)).toBe(false)
  })

  it('is one act with one entry in the log: posts, accounts and codes, or nothing', async () => {
    const [head, clerk] = [await hired('周启', '科员'), await hired('罗振', '资产管理员')]
    const people = [
      { personId: head.id, posts: [bureauPost('head')], login: 'zhouqi' },
      { personId: clerk.id, posts: [bureauPost('assetClerk'), bureauPost('sealCustodian')], login: 'luozhen' }
    ]
    const before = await house().database.read.count(AuditEntry)
    const twice = [...people, { personId: head.id, posts: [bureauPost('head')], login: null }]
    const office = as(house(), founder).office
    expect(await refusedBy(office.arrangePosts({ from: '2026-09-30', people: twice }))).toEqual(['K-06'])
    expect(await house().database.read.count(AuditEntry)).toBe(before)
    expect(await house().database.read.countBy(Account, { login: 'zhouqi' })).toBe(0)

    const { codes } = await office.arrangePosts({ from: '2026-09-30', people })
    expect(codes.map(({ name, login }) => [name, login])).toEqual([
      ['周启', 'zhouqi'],
      ['罗振', 'luozhen']
    ])
    for (const { code } of codes) expect(code).toMatch(/^[a-z]{4}-\d{4}-[a-z]{4}$/)
    expect(await house().database.read.count(AuditEntry)).toBe(before + 1)
    const [entry] = await house().database.read.find(AuditEntry, { order: { id: 'DESC' }, take: 1 })
    expect(entry?.subjectNumber).toBe('周启：主要领导、账号zhouqi；罗振：资产管理员、监印人、账号luozhen')
    expect(await house().database.read.countBy(Appointment, { personId: clerk.id })).toBe(2)
    expect(await proposedTo(clerk)).toMatchObject({ posts: [], login: null, held: '资产管理员、监印人' })
  })

  it('lets the founder give himself nothing, and accounts be opened by the administrator only', async () => {
    const office = as(house(), founder).office
    const self = { personId: founder.id, posts: [bureauPost('inspector')], login: null }
    expect((await faultOf(office.arrangePosts({ from: '2026-09-30', people: [self] }))).code).toBe('forbidden')
    const director = await aPerson(house(), { posts: ['officeDirector'] })
    const other = { personId: (await hired('覃月', '纪检组长')).id, posts: [bureauPost('inspector')], login: 'qinyue' }
    expect(
      (await faultOf(as(house(), director).office.arrangePosts({ from: '2026-09-30', people: [other] }))).code
    ).toBe('forbidden')
  })

  it('asks a second person of another office as soon as the bureau has one', async () => {
    const inspector = await aPerson(house(), { name: '纪检甲', posts: ['inspector'], pin: '135790' })
    const office = as(house(), founder).office
    const people = [
      { personId: (await hired('韦建', '车管员')).id, posts: [bureauPost('sealCustodian')], login: null },
      { personId: (await hired('方子', '科员')).id, posts: [bureauPost('assetClerk')], login: null }
    ]
    const asked = await faultOf(office.arrangePosts({ from: '2026-09-30', people }))
    expect(asked.data.issues?.[0]).toMatchObject({ path: 'second', message: expect.stringContaining('纪检甲') })
    const second = { by: 'pin' as const, personId: inspector.id, pin: '135790' }
    expect(await office.arrangePosts({ from: '2026-09-30', people, second })).toEqual({ codes: [] })
  })
})
