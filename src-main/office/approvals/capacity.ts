import type { EntityManager } from 'typeorm'
import type { Post } from '../../contract/posts'
import { capacityWords } from '../../kernel/actor'
import type { ChainStep, StepRole } from '../../kernel/approval/chain'
import type { Appointment } from '../entities'
import { heldOn } from '../people/heldOn'
import { absentNames } from '../people/absent'

/**
 * The capacity in which a person decides a step on a day (K-01): the posts the step asks for, all posts where it went
 * up to somebody else. A stand-in (K-07) names whose post it is: 分管领导（代 张三）.
 */
export async function capacityFor(
  manager: EntityManager,
  personId: string,
  day: string,
  step: ChainStep | undefined
): Promise<string> {
  const held = (await heldOn(manager, day)).filter((appointment) => appointment.personId === personId)
  const asked = step ? [step.role, ...(step.or ?? [])] : []
  const fitting = held.filter((appointment) => asked.some((role) => fits(appointment, role)))
  const acting = fitting.length > 0 ? fitting : held
  const absent = await absentNames(manager, acting)
  if (acting.length > 0)
    return capacityWords(
      acting.map(({ id, post }) => ({ post, ...(absent.has(id) ? { insteadOf: absent.get(id) ?? '' } : {}) }))
    )
  return asked.includes('person') ? '本人' : '职工'
}

function fits({ post, matter }: Pick<Appointment, 'post' | 'matter'>, role: StepRole): boolean {
  if (role === 'leader:office') return post === 'leader'
  if (role.startsWith('leader:')) return post === 'matterLeader' && role === `leader:${matter ?? ''}`
  return (post as Post) === role
}
