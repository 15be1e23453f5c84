import { reactive } from 'vue'
import type { JobState } from '@contract'
import { client } from './client'
import { reportFault, type Fault } from './faults'

/** A long piece of work the window is following. */
export interface FollowedJob {
  readonly key: number
  title: string
  state: JobState | undefined
  fault: Fault | undefined
}

const POLL_MS = 400
let keys = 0
/** Counts the times the window forgot its work because another person took it. */
let turn = 0

/** Long work of this window, newest first: what the tray shows. */
export const followedJobs = reactive<FollowedJob[]>([])

/** Hands a file to the person at the window: the browser's download, or the desktop window's save dialog. */
export function saveFile(file: File): void {
  const url = URL.createObjectURL(file)
  const anchor = document.createElement('a')
  anchor.href = url
  anchor.download = file.name
  anchor.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

const pause = () => new Promise((resolve) => setTimeout(resolve, POLL_MS))

/** Whether a job is still of interest to whoever sits at the window. */
const isFollowed = (job: FollowedJob) => followedJobs.some(({ key }) => key === job.key)

async function follow(job: FollowedJob, begin: () => Promise<JobState>): Promise<void> {
  try {
    job.state = await begin()
    job.title = job.state.title
    while (job.state.state === 'running') {
      await pause()
      if (!isFollowed(job)) return
      job.state = await client.jobs.get({ id: job.state.id })
    }
    if (job.state.state !== 'done' || job.state.fileName === null || !isFollowed(job)) return
    const made = await client.jobs.result({ id: job.state.id })
    if (isFollowed(job)) saveFile(made)
  } catch (error) {
    if (isFollowed(job)) job.fault = reportFault(error)
  }
}

/**
 * Starts long work, follows its progress in the tray and saves the file it makes. Resolves when it has ended, however
 * it ended.
 */
export async function runJob(title: string, begin: () => Promise<JobState>): Promise<FollowedJob> {
  keys += 1
  followedJobs.unshift({ key: keys, title, state: undefined, fault: undefined })
  const job = followedJobs[0]
  if (!job) throw new RangeError('a job just added is there')
  await follow(job, begin)
  return job
}

/**
 * Long works one after another. What has not begun when another person takes the window is not begun: it was asked for
 * by somebody else.
 */
export async function runJobs(
  works: readonly { readonly title: string; readonly begin: () => Promise<JobState> }[]
): Promise<void> {
  const sitting = turn
  for (const { title, begin } of works) {
    if (turn !== sitting) return
    await runJob(title, begin)
  }
}

/** Asks main to stop a running job; what it has done so far is thrown away. */
export async function cancelJob(job: FollowedJob): Promise<void> {
  if (job.state?.state !== 'running') return
  try {
    job.state = await client.jobs.cancel({ id: job.state.id })
  } catch (error) {
    job.fault = reportFault(error)
  }
}

/** Forgets all long work: another person sits at the window now, and what was asked for belongs to who asked. */
export function forgetJobs(): void {
  turn += 1
  followedJobs.splice(0)
}

/** Takes an ended job out of the tray. */
export function dismissJob(key: number): void {
  const index = followedJobs.findIndex((job) => job.key === key)
  if (index >= 0) followedJobs.splice(index, 1)
}
