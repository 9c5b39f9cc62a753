{
  "bomFormat": "CycloneDX",
  "specVersion": "1.5",
  "components": [
<#list dependencyMap as entry>
<#assign library = entry.key>
    {
      "type": "library",
      "group": "${library.groupId}",
      "name": "${library.artifactId}",
      "version": "${library.version}",
      "purl": "pkg:maven/${library.groupId}/${library.artifactId}@${library.version}",
      "licenses": [<#list entry.value as license>{"license": {"name": "${license?json_string}"}}<#sep>, </#list>]
    }<#sep>,</#sep>
</#list>
  ]
}
