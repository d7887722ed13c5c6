using System.Runtime.CompilerServices;

namespace Workbook.Explore;

/// <summary>A list that grows page by page: no copying, and the memory it takes is known.</summary>
/// <param name="budget">Where the memory comes from.</param>
internal sealed class PagedList<T>(MemoryBudget budget)
    where T : unmanaged
{
    private const int PageBits = 13;
    private const int PageSize = 1 << PageBits;

    private T[][] pages = [];
    private int pageCount;

    public int Count { get; private set; }

    public T this[int index] => pages[index >> PageBits][index & (PageSize - 1)];

    public void Add(T item)
    {
        if (Count == pageCount * PageSize)
        {
            budget.Take(PageSize * Unsafe.SizeOf<T>());
            if (pageCount == pages.Length)
                Array.Resize(ref pages, Math.Max(16, pages.Length * 2));
            pages[pageCount++] = GC.AllocateUninitializedArray<T>(PageSize);
        }

        pages[Count >> PageBits][Count & (PageSize - 1)] = item;
        Count++;
    }
}
