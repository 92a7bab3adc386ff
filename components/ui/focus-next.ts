/**
 * Moves the keyboard to an element that the change under way is about to draw, or that stays when it takes another one
 * away: React has drawn by the next frame. A text field gets the caret at its end.
 *
 * @param find null: the focus stays where it is
 */
export function focusNext(find: () => HTMLElement | null | undefined): void {
  requestAnimationFrame(() => {
    const element = find();
    element?.focus();
    if (element instanceof HTMLInputElement)
      element.setSelectionRange(element.value.length, element.value.length);
  });
}
