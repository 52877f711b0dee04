using System;
using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Obshell.Client;

namespace Obshell.Recovery.Tests.Hostile;

/// <summary>Reads every property of all objects in a result, as a shell does to show it. No getter may fail.</summary>
internal static class PublicSurface
{
    private const int MostObjects = 20_000;
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Properties = new();

    public static void Touch(object? result)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var queue = new Queue<object>();
        Add(result);
        while (queue.TryDequeue(out object? next) && seen.Count < MostObjects)
        {
            if (next is IDictionary map)
            {
                Add(map.Keys);
                Add(map.Values);
            }
            else if (next is IEnumerable list and not string)
            {
                foreach (object? item in list)
                {
                    Add(item);
                }
            }
            else if (next.GetType().Namespace?.StartsWith("Obshell", StringComparison.Ordinal) == true)
            {
                _ = next.ToString();
                foreach (PropertyInfo property in Properties.GetOrAdd(next.GetType(), static t => [.. t.GetProperties().Where(p => p.GetIndexParameters().Length == 0)]))
                {
                    Add(property.GetValue(next));
                }
            }
        }

        void Add(object? value)
        {
            if (value is not (null or string or ObConnection or Exception) && !value.GetType().IsPrimitive && (value.GetType().IsValueType || seen.Add(value)))
            {
                queue.Enqueue(value);
            }
        }
    }
}
