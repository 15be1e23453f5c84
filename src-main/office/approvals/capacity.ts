import { In, type EntityManager } from 'typeorm'
import { posts, type Post } from '../../contract/posts'
import type { ChainStep, StepRole } from '../../kernel/approval/chain'
import { Appointment } from '../entities'
import { heldOn } from '../people/heldOn'
import { personNames } from '../people/names'

/**
 * The capacity in which a person decides a step on a day (K-01): the posts the step asks for, all posts where it went up to somebody else.
 * A stand-in (K-07) names whose post it is: 分管领导（代 张三）.
 */
export async function capacityFor(manager: EntityManager, personId: string, day: string, step: ChainStep | undefined): Promise<string> {
  const held = await heldOn(manager.createQueryBuilder(Appointment, 'a').where({ personId }), day)
    .orderBy('a.fromDay', 'ASC')
    .addOrderBy('a.id', 'ASC')
    .getMany()
  const asked = step ? [step.role, ...(step.or ?? [])] : []
  const fitting = held.filter((appointment) => asked.some((role) => fits(appointment, role)))
  const stoodInFor = (fitting.length > 0 ? fitting : held).map(({ standsInForId }) => standsInForId).filter((id) => id !== null)
  const absent = stoodInFor.length > 0 ? await manager.findBy(Appointment, { id: In(stoodInFor) }) : []
  const names = await personNames(
    manager,
    absent.map((appointment) => appointment.personId)
  )
  const words = (fitting.length > 0 ? fitting : held).map(({ post, standsInForId }) => {
    const whose = absent.find(({ id }) => id === standsInForId)
    return whose ? `${posts[post].label}（代 ${names.get(whose.personId) ?? ''}）` : posts[post].label
  })
  if (words.length > 0) return [...new Set(words)].join('、')
  return asked.includes('person') ? '本人' : '职工'
}

function fits({ post, matter }: Pick<Appointment, 'post' | 'matter'>, role: StepRole): boolean {
  if (role === 'leader:office') return post === 'leader'
  if (role.startsWith('leader:')) return post === 'matterLeader' && role === `leader:${matter ?? ''}`
  return (post as Post) === role
}
