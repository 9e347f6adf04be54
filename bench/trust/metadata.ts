/** @peculiar/x509 asks for metadata on `Reflect`, as decorators once were to have it; this much of it is enough. */

type Place = Map<PropertyKey | undefined, Map<unknown, unknown>>
const places = new WeakMap<object, Place>()

function defineMetadata(key: unknown, value: unknown, target: object, property?: PropertyKey): void {
  const place: Place = places.get(target) ?? new Map<PropertyKey | undefined, Map<unknown, unknown>>()
  const known = place.get(property) ?? new Map<unknown, unknown>()
  places.set(target, place.set(property, known.set(key, value)))
}

const getOwnMetadata = (key: unknown, target: object, property?: PropertyKey): unknown =>
  places.get(target)?.get(property)?.get(key)

function getMetadata(key: unknown, target: object, property?: PropertyKey): unknown {
  for (let at: object | null = target; at !== null; at = Reflect.getPrototypeOf(at)) {
    const found = getOwnMetadata(key, at, property)
    if (found !== undefined) return found
  }
  return undefined
}

const metadata =
  (key: unknown, value: unknown) =>
  (target: object, property?: PropertyKey): void =>
    defineMetadata(key, value, target, property)

Object.assign(Reflect, { defineMetadata, getOwnMetadata, getMetadata, metadata })
