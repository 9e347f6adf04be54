import { Text, Title } from '@mantine/core'

/** The heading of a page, and what the page is for. */
export function PageTitle({ title, hint }: { readonly title: string; readonly hint?: string }) {
  return (
    <div>
      <Title order={1} fz={{ base: 27, sm: 34 }} lts="-0.02em">
        {title}
      </Title>
      {hint === undefined ? null : (
        <Text className="quiet" mt={6} maw={640}>
          {hint}
        </Text>
      )}
    </div>
  )
}
