/** Makes a clone ready to run: the pinned Node.js in `.runtime/`, the workspaces' packages in `node_modules/`. */
import { accessSync, constants, existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { firstMissing, readLock } from './installed.mjs'
import { codeOf, withLock } from './lock.mjs'
import { npmCi } from './npm.mjs'
import { describeMachine, isFit } from './platform.mjs'

/**
 * @typedef {import('./platform.mjs').Machine} Machine
 * @typedef {import('./progress.mjs').Progress} Progress
 */

/**
 * Installs what is missing, and nothing when all is there.
 *
 * @param {string} root the clone
 * @param {Progress} progress
 * @returns {Promise<string>} the path of the Node.js to go on with
 * @throws {Error} in plain words, when this machine is not supported or the install failed
 */
export async function prepare(root, progress) {
  const machine = describeMachine()
  if ('refused' in machine) throw new Error(machine.refused)
  const clone = describeClone(root, machine)
  if (isReady(clone)) return clone.nodePath

  makeFolder(clone.runtimeFolder)
  await withLock(
    join(clone.runtimeFolder, 'lock'),
    async (guard) => {
      await installNode({ clone, progress, guard })
      await installPackages({ clone, progress, guard })
    },
    { say: progress.say },
  )
  return clone.nodePath
}

/**
 * @typedef {{ root: string, machine: Machine, pinned: string, ownNode: boolean, nodePath: string, runtimeFolder: string }} Clone
 *
 * @param {string} root
 * @param {Machine} machine
 * @returns {Clone}
 */
function describeClone(root, machine) {
  const pinned = pinnedNode(root, machine).version
  const runtimeFolder = join(root, '.runtime')
  const ownNode = isFit(process.versions.node, pinned)
  const nodePath = ownNode ? process.execPath : join(runtimeFolder, 'node_modules', machine.nodePackage, 'bin/node')
  return { root, machine, pinned, ownNode, nodePath, runtimeFolder }
}

/**
 * @param {string} root
 * @param {Machine} machine
 */
function pinnedNode(root, { nodePackage }) {
  const entry = readLock(join(root, 'runtime/package-lock.json'))?.packages[`node_modules/${nodePackage}`]
  if (entry?.version === undefined) {
    throw new Error('runtime/package-lock.json does not name a Node.js for this machine; get it back with git')
  }
  return { ...entry, version: entry.version }
}

/**
 * Asks for this machine's Node.js alone, and not as an optional package as the committed list has it: a download that
 * fails is then an error, and not left out in silence.
 *
 * @param {Clone} clone
 */
function writeRuntimeList({ root, machine, pinned, runtimeFolder }) {
  const { optional: _, ...entry } = pinnedNode(root, machine)
  const list = { name: 'entrepot-runtime', private: true, dependencies: { [machine.nodePackage]: pinned } }
  const packages = { '': list, [`node_modules/${machine.nodePackage}`]: entry }
  const lock = { name: list.name, lockfileVersion: 3, requires: true, packages }
  writeFileSync(join(runtimeFolder, 'package.json'), JSON.stringify(list))
  writeFileSync(join(runtimeFolder, 'package-lock.json'), JSON.stringify(lock))
}

/** @param {Clone} clone */
function isReady(clone) {
  return isNodeReady(clone) && missingPackage(clone) === undefined
}

/** @param {Clone} clone */
function isNodeReady({ ownNode, nodePath, machine, pinned, runtimeFolder }) {
  if (ownNode) return true
  const recorded = readLock(join(runtimeFolder, 'node_modules/.package-lock.json'))?.packages[
    `node_modules/${machine.nodePackage}`
  ]
  return recorded?.version === pinned && existsSync(nodePath)
}

/** @param {Clone} clone */
function missingPackage({ root, machine }) {
  const lock = readLock(join(root, 'package-lock.json'))
  if (lock === undefined) throw new Error('package-lock.json is missing or damaged; get it back with git')
  return firstMissing(lock, readLock(join(root, 'node_modules/.package-lock.json')), machine)
}

/**
 * @typedef {{ clone: Clone, progress: Progress, guard: (childPid: number) => void }} Installation
 *
 * @param {Installation} installation
 */
async function installNode({ clone, progress, guard }) {
  if (isNodeReady(clone)) return
  const { runtimeFolder, pinned } = clone
  refuseForeign(join(runtimeFolder, 'node_modules'))
  writeRuntimeList(clone)
  await progress.during(`Installing Node.js ${pinned} into .runtime/ (this machine has ${process.versions.node})`, () =>
    reinstall(runtimeFolder, process.execPath, guard),
  )
  if (!isNodeReady(clone)) {
    throw new Error(
      `npm left out ${clone.machine.nodePackage} ${pinned}, most likely because the download failed; run this again`,
    )
  }
}

/** @param {Installation} installation */
async function installPackages({ clone, progress, guard }) {
  if (missingPackage(clone) === undefined) return
  refuseForeign(join(clone.root, 'node_modules'))
  await progress.during('Installing the packages that Entrepot uses into node_modules/', () =>
    reinstall(clone.root, clone.nodePath, guard),
  )
  const missing = missingPackage(clone)
  if (missing !== undefined)
    throw new Error(`npm left out ${missing}, most likely because the download failed; run this again`)
}

/**
 * npm removes the old packages one by one; taking its record away first keeps a run that is killed meanwhile from
 * leaving half of them behind a record that says that all are there.
 *
 * @param {string} folder
 * @param {string} nodePath
 * @param {(childPid: number) => void} guard
 */
async function reinstall(folder, nodePath, guard) {
  rmSync(join(folder, 'node_modules/.package-lock.json'), { force: true })
  await npmCi(folder, nodePath, guard)
}

/** @param {string} folder */
function makeFolder(folder) {
  try {
    mkdirSync(folder, { recursive: true })
  } catch (error) {
    if (codeOf(error) !== 'EACCES' && codeOf(error) !== 'EROFS') throw error
    throw new Error(
      `${folder} cannot be made: this clone belongs to somebody else or is read-only. Clone it anew as yourself.`,
      { cause: error },
    )
  }
  refuseForeign(folder)
}

/** @param {string} folder */
function refuseForeign(folder) {
  if (!existsSync(folder)) return
  try {
    accessSync(folder, constants.W_OK | constants.X_OK)
  } catch (error) {
    if (codeOf(error) !== 'EACCES' && codeOf(error) !== 'EROFS') throw error
    throw new Error(
      `${folder} has to be renewed, but it belongs to user number ${statSync(folder).uid} and you are number ${process.getuid?.()}. ` +
        'Run this as that user, or clone anew as yourself.',
      { cause: error },
    )
  }
}
