import { outsideRoles } from '@main/contract/stepRoles'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { profileIds } from '@main/contract/ledgers'
import { chainFor, conditionsOf, stepsFor, type ChainStep } from '@main/kernel/approval/chain'
import { candidatesFor } from '@main/office/approvals/candidates'
import { allRequests } from '@main/office/approvals/flows'
import { hintFor } from '@main/office/approvals/hints'
import { Appointment, Person } from '@main/office/entities'
import { foundDemoBureau } from '@main/office/demo/bureau'
import { K_01 } from '@main/kernel/rules/common'
import { held } from '../support/judged'
import { closeTestHouse, openTestHouse, type TestHouse } from '../support/house'

/** Every set of conditions a chain's steps look at. */
const combinations = (tags: readonly string[]): readonly (readonly string[])[] =>
  tags.reduce<string[][]>((all, tag) => [...all, ...all.map((set) => [...set, tag])], [[]])

describe('every chain × every applicant of the demo bureau', () => {
  let house: TestHouse
  let people: Person[]
  let appointments: Appointment[]

  beforeAll(async () => {
    house = await openTestHouse('sqlite')
    await foundDemoBureau({ ...house, modules: [] })
    people = (await house.database.read.find(Person)).filter(({ kind }) => kind === 'permanent' || kind === 'contract')
    appointments = await house.database.read.find(Appointment)
  }, 300_000)
  afterAll(() => closeTestHouse(house))

  interface Stop {
    readonly chain: string
    readonly applicant: string
    readonly step: string
    readonly hint: string | null
  }

  /**
   * Walks a chain with the first who may decide each step; gives where it stops and fails where somebody unlawful is
   * offered.
   */
  async function walk(
    chain: readonly ChainStep[],
    kind: string,
    applicant: Person,
    day: string,
    concernedPersonId: string | null
  ): Promise<Stop | undefined> {
    let previousDeciderId: string | null = null
    for (const [step, { label, role }] of chain.entries()) {
      const request = {
        applicantId: applicant.id,
        unitId: applicant.unitId,
        concernedPersonId,
        previousDeciderId,
        steps: chain,
        step,
        stepSince: `${day}T01:00:00.000Z`
      }
      const candidates = await candidatesFor(house.database.read, request, day)
      const name = `${kind} ${label} ${applicant.name}`
      expect(candidates.people, name).not.toContain(applicant.id)
      if (previousDeciderId) expect(candidates.people, name).not.toContain(previousDeciderId)
      for (const id of candidates.people) {
        if (role === 'person') expect(id, name).toBe(concernedPersonId)
        // Whoever decides holds some post that day; nobody decides by being there.
        else
          expect(
            appointments.some((post) => post.personId === id && post.fromDay <= day && (post.toDay ?? day) >= day),
            name
          ).toBe(true)
      }
      // Who decides outside the bureau does so on paper, whoever asked.
      if (outsideRoles.includes(role)) {
        expect(hintFor(chain[step], candidates), name).toContain('凭扫描件登记')
        previousDeciderId = null
        continue
      }
      const [first] = candidates.people
      if (!first) return { chain: kind, applicant: applicant.name, step: label, hint: hintFor(chain[step], candidates) }
      previousDeciderId = first
    }
    return undefined
  }

  const walks = (): { kind: string; chain: readonly ChainStep[] }[] =>
    allRequests(house).flatMap(({ definition: { flow } }) =>
      profileIds.flatMap((profile) =>
        combinations(conditionsOf(flow)).map((tags) => ({
          kind: flow.kind,
          chain: stepsFor(chainFor(flow, profile, undefined), tags)
        }))
      )
    )

  async function walkAll(day: string, applicants: readonly Person[]): Promise<readonly Stop[]> {
    const stops: Stop[] = []
    const leaders = appointments
      .filter(({ post }) => post === 'head' || post === 'leader')
      .map(({ personId }) => personId)
    const seen = new Set<string>()
    for (const { kind, chain } of walks()) {
      const key = JSON.stringify([kind, chain])
      if (seen.has(key)) continue
      seen.add(key)
      const concerned = chain.some(({ role }) => role === 'person') ? [...new Set(leaders)].slice(0, 3) : [null]
      for (const applicant of applicants)
        for (const person of concerned) {
          const stop = await walk(chain, kind, applicant, day, person)
          if (stop) stops.push(stop)
        }
    }
    return stops
  }

  it('K-01 K-02 always finds a lawful decider: head, secretary, deputies, unit heads, clerks, people with several posts', async () => {
    const stops = await walkAll(house.clock.today(), people)
    // Own consent is the one thing nobody else gives: a leader who applies for their own seal, or decided the step
    // before, is told so.
    expect(stops.filter(({ hint }) => !hint?.includes('须本人同意'))).toEqual([])
  }, 300_000)

  it('K-01 names the opinion that is missing once, whatever a step of any chain is called', () => {
    const labels = new Set(walks().flatMap(({ chain }) => chain.map(({ label }) => label)))
    expect(labels.size).toBeGreaterThan(20)
    for (const stepLabel of labels)
      expect(held(K_01.on({ step: 1, currentStep: 1, stepLabel, opinion: '同意', holdsRole: false }))).toHaveLength(1)
  })

  it('K-01 says whom to appoint where every post is vacant', async () => {
    const stops = await walkAll('1999-01-04', people.slice(0, 2))
    expect(stops.length).toBeGreaterThan(0)
    for (const stop of stops) expect(stop.hint, JSON.stringify(stop)).toMatch(/请办公室主任或系统管理员任命|须本人同意/)
  }, 300_000)
})
