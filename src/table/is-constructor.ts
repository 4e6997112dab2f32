/** Whether `new` works on a value; it is not called for that. */
export function isConstructor(value: unknown): boolean {
  try {
    Reflect.construct(Object, [], value as () => void);
    return true;
  } catch {
    return false;
  }
}
