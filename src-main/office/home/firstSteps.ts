import type { FirstStep } from '../../contract/home'
import { ledgers } from '../../contract/ledgers'
import { posts, type Post } from '../../contract/posts'
import { holds } from '../../kernel/actor'
import { backupPlaces, listBackups } from '../../platform/backup/backup'
import { mayKnowOf } from '../confided'
import { Account, Bureau, Person } from '../entities'
import type { Reading } from '../house'
import type { LedgerModule } from '../ledgerModule'
import { mayImport } from '../outputs/importKinds'
import { heldOn } from '../people/heldOn'
import { vacantPosts } from '../people/vacantPosts'

const named = 8

const listedWords = (words: readonly string[]): string =>
  words.length > named ? `${words.slice(0, named).join('、')}等${words.length}项` : words.join('、')

/**
 * What a bureau does first, in its order, each with how far it has come; for those who do not set the bureau up only
 * the books they bring in themselves. Nothing more once all is done.
 */
export async function firstSteps(reading: Reading): Promise<readonly FirstStep[]> {
  const { actor, manager, today } = reading
  if (!holds(actor, ['administrator', 'officeDirector'])) {
    const own = await openings(reading, ({ imports }) => imports.some((each) => mayImport(actor, each)))
    return own.done ? [] : [own]
  }
  const held = await heldOn(manager, today)
  const steps = [
    await bureau(reading),
    await roster(reading),
    vacancies(reading, new Set(held.map(({ post }) => post))),
    await accounts(
      reading,
      held.map(({ personId }) => personId)
    ),
    await openings(reading),
    await backup(reading)
  ]
  return steps.every(({ done }) => done) ? [] : steps
}

async function bureau({ manager }: Reading): Promise<FirstStep> {
  const [own] = await manager.find(Bureau)
  return { id: 'bureau', title: '建立单位', done: own !== undefined, said: own?.name ?? '' }
}

async function roster({ manager }: Reading): Promise<FirstStep> {
  const people = await manager.countBy(Person, { status: 'active' })
  const done = people > 1
  return { id: 'roster', title: '导入花名册', done, said: done ? `在岗${people}人` : '花名册里还只有建立单位的人' }
}

function vacancies({ house }: Reading, held: ReadonlySet<Post>): FirstStep {
  const words = vacantPosts(house, held).map((post) => posts[post].label)
  return {
    id: 'posts',
    title: '任命岗位',
    done: words.length === 0,
    said: words.length === 0 ? '各岗位都有人' : `还空着：${listedWords(words)}`
  }
}

async function accounts({ manager }: Reading, holders: readonly string[]): Promise<FirstStep> {
  const open = new Set((await manager.findBy(Account, { active: true })).map(({ personId }) => personId))
  const without = new Set(holders.filter((personId) => !open.has(personId)))
  const done = without.size === 0 && open.size > 1
  const said = without.size > 0 ? `任职的人里有${without.size}人没有账号` : `已开${open.size}个账号`
  return { id: 'accounts', title: '开设账号', done, said }
}

/** Ledgers nothing was entered in yet; those the person may not know of are left out (SEC-01). */
async function openings(
  { house, actor, manager }: Reading,
  concerns: (module: LedgerModule) => boolean = () => true
): Promise<FirstStep> {
  const known = house.modules.filter(
    (module) => module.imports.length > 0 && mayKnowOf(house, actor, module.id) && concerns(module)
  )
  const empty: LedgerModule[] = []
  for (const module of known) {
    const begun = await Promise.all(module.numbered.map(({ entity }) => manager.count(entity)))
    if (begun.every((count) => count === 0)) empty.push(module)
  }
  const said = empty.map(({ id }) => ledgers[id])
  return {
    id: 'books',
    title: '导入各台账的期初',
    done: empty.length === 0,
    said: empty.length === 0 ? '各台账都已开始登记' : `还没有登记：${said.join('、')}`
  }
}

async function backup({ house }: Reading): Promise<FirstStep> {
  const [latest] = (await listBackups(backupPlaces(house.folder).backups)).filter(({ verified }) => verified)
  return {
    id: 'backup',
    title: '做第一次备份',
    done: latest !== undefined,
    said: latest ? '已有核对无误的备份' : '还没有核对无误的备份'
  }
}
