import { matterNames, postNames, posts } from '../../contract/posts'
import type { HandedOutCode, PostProposal, PostProposals, ProposedPerson } from '../../contract/postArrangement'
import type { SignatureInput } from '../../contract/values'
import { forbidden } from '../../kernel/fault'
import { holds } from '../../kernel/actor'
import { K_11 } from '../../kernel/rules/common'
import type { UnitOfWork } from '../../platform/database/unitOfWork'
import type { NewCode } from '../accounts/oneTimeCode'
import { confirmedByAnother, heldPosts } from '../accounts/secondPerson'
import { createAccount } from '../accounts/service'
import { spelledLogin } from '../accounts/spelledLogin'
import { Account, Person, Unit } from '../entities'
import type { House, Reading } from '../house'
import { appoint, soleHolder } from './appointments'
import { dutyOf } from './duty'
import { heldOn } from './heldOn'
import { personNames } from './names'
import { keyOfPost, postVocabulary, postsOf, type ProposedPost } from './postProposals'
import { postWords } from './postWords'
import { vacantPosts } from './vacantPosts'

/** Everybody on the roster with the posts his 職务 speaks of that he does not hold, and a login to open with. */
export async function postProposals({ manager, house, today, actor, book }: Reading): Promise<PostProposals> {
  const words = await postVocabulary(house)
  const units = await manager.find(Unit, { where: { active: true }, order: { name: 'ASC' } })
  const byId = new Map(units.map((unit) => [unit.id, unit]))
  const people = await manager.find(Person, { where: { status: 'active' }, order: { unitId: 'ASC', name: 'ASC' } })
  const held = await heldOn(manager, today)
  const accounts = await manager.find(Account)
  const proposal = (each: ProposedPost): PostProposal => ({
    ...each,
    words: postWords(each, byId.get(each.unitId ?? '')?.name)
  })
  const drafts = people.flatMap((person) => {
    const unit = byId.get(person.unitId)
    // Nobody appoints himself.
    if (!unit || person.id === actor.personId || person.kind === 'outsider') return []
    const own = held.filter(({ personId }) => personId === person.id)
    const { suggested, proposed } = postsOf(words, { position: person.position, unit }, units)
    const notes: string[] = []
    const may = ({ post }: ProposedPost) => {
      const against = K_11.on({ personName: person.name, kind: person.kind, doing: dutyOf(post) }).objections(book)
      notes.push(...against.map(({ message }) => message))
      return against.length === 0
    }
    const missing = proposed.filter((each) => !own.some((has) => keyOfPost(has) === keyOfPost(each)) && may(each))
    if (suggested.includes('leader') && !proposed.some(({ post }) => posts[post].scope !== 'bureau'))
      notes.push('职务里没有写分管哪些科室，请选')
    return [{ person, unit, own, posts: missing, notes }]
  })
  const taken = new Set(accounts.map(({ login }) => login))
  const withAccount = new Set(accounts.map(({ personId }) => personId))
  const rows = drafts.map(({ person, unit, own, posts: missing, notes }): ProposedPerson => {
    const login = withAccount.has(person.id) ? null : spelledLogin(person.name, taken)
    if (login !== null) taken.add(login)
    const sole = missing.filter(({ post }) => soleHolder.includes(post))
    const rivals = sole.filter(
      ({ post }) =>
        held.some((has) => has.post === post) ||
        drafts.some((other) => other.person.id !== person.id && other.posts.some((each) => each.post === post))
    )
    return {
      personId: person.id,
      name: person.name,
      unitName: unit.name,
      position: person.position ?? '',
      posts: missing.filter((each) => !rivals.includes(each)).map(proposal),
      held: own.map((has) => postWords(has, byId.get(has.unitId ?? '')?.name)).join('、'),
      notes: [...new Set([...notes, ...rivals.map(({ post }) => `${posts[post].label}只能有一人，请核实后再选`)])],
      login
    }
  })
  return {
    people: rows,
    vacant: vacantPosts(house, new Set(held.map(({ post }) => post))),
    choices: postNames.flatMap((post) => scopesOf(post, units).map(proposal))
  }
}

function scopesOf(post: PostProposal['post'], units: readonly Unit[]): readonly ProposedPost[] {
  const { scope } = posts[post]
  if (scope === 'unit') return units.map(({ id }) => ({ post, unitId: id, matter: null }))
  if (scope === 'matter') return matterNames.map((matter) => ({ post, unitId: null, matter }))
  return [{ post, unitId: null, matter: null }]
}

/** What is arranged in one act. */
export interface Arrangement {
  readonly from: string
  readonly documentNumber?: string | undefined
  readonly people: readonly {
    readonly personId: string
    readonly posts: readonly ProposedPost[]
    readonly login: string | null
  }[]
  readonly second?: SignatureInput | undefined
}

/** Appoints people and opens their accounts, each by the same act as one alone (K-04, K-06, K-11). */
export async function arrangePosts(
  unit: UnitOfWork,
  house: House,
  { from, documentNumber, people, second }: Arrangement,
  codes: readonly NewCode[]
): Promise<readonly HandedOutCode[]> {
  if (people.some(({ login }) => login !== null) && !holds(unit.actor, ['administrator']))
    throw forbidden('账号由系统管理员开设', [posts.administrator.label])
  // Before anything changes: nobody confirms by a post he is only given here.
  for (const { personId, posts: given } of people)
    if (given.length > 0 || (await heldPosts(unit.manager, personId, unit.today)).length > 0)
      await confirmedByAnother(unit, second, {
        concernedId: personId,
        subject: { type: 'person', id: personId },
        what: '安排岗位和账号'
      })
  const names = await personNames(
    unit.manager,
    people.map(({ personId }) => personId)
  )
  const handedOut: HandedOutCode[] = []
  for (const { personId, posts: given, login } of people) {
    for (const post of given) await appoint(unit, house, { personId, ...post, from, to: null, documentNumber })
    const drawn = login === null ? undefined : codes[handedOut.length]
    if (login === null || !drawn) continue
    const account = await createAccount(unit, { personId, login, ...drawn.kept(unit) })
    handedOut.push({ personId, name: names.get(personId) ?? '', login: account.login, code: drawn.code })
  }
  const [first] = people
  if (first) unit.about({ type: 'person', id: first.personId, number: await arrangedWords(unit, names, people) })
  return handedOut
}

/** Everybody concerned with what they get, in the words of the log. */
async function arrangedWords(
  { manager }: UnitOfWork,
  names: ReadonlyMap<string, string>,
  people: Arrangement['people']
): Promise<string> {
  const units = new Map((await manager.find(Unit)).map(({ id, name }) => [id, name]))
  return people
    .map(({ personId, posts: given, login }) => {
      const words = given.map((each) => postWords(each, units.get(each.unitId ?? '')))
      return `${names.get(personId) ?? ''}：${[...words, ...(login === null ? [] : [`账号${login}`])].join('、')}`
    })
    .join('；')
}
