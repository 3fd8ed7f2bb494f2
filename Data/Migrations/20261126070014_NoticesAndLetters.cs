using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TaskHub.Data.Migrations
{
    /// <inheritdoc />
    public partial class NoticesAndLetters : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // What the framework would write switches the keys off first, which no transaction takes back: a kill in between would leave half of
            // it. Nothing refers to this table, so it is built anew within the one transaction.
            migrationBuilder.Sql(
                """
                CREATE TABLE "NewNotifications" (
                    "Id" INTEGER NOT NULL CONSTRAINT "PK_Notifications" PRIMARY KEY AUTOINCREMENT,
                    "CreatedAt" INTEGER NOT NULL,
                    "EventId" INTEGER NULL,
                    "OrganizationId" INTEGER NOT NULL,
                    "Path" TEXT NULL,
                    "ProjectId" INTEGER NULL,
                    "ReadAt" INTEGER NULL,
                    "Reason" INTEGER NOT NULL,
                    "Text" TEXT NULL,
                    "Title" TEXT NULL,
                    "UserId" INTEGER NOT NULL,
                    CONSTRAINT "FK_Notifications_Events_EventId" FOREIGN KEY ("EventId") REFERENCES "Events" ("Id") ON DELETE CASCADE
                );
                INSERT INTO "NewNotifications" ("Id", "CreatedAt", "EventId", "OrganizationId", "ProjectId", "ReadAt", "Reason", "UserId")
                SELECT "Id", "CreatedAt", "EventId", "OrganizationId", "ProjectId", "ReadAt", "Reason", "UserId" FROM "Notifications";
                DROP TABLE "Notifications";
                ALTER TABLE "NewNotifications" RENAME TO "Notifications";
                CREATE INDEX "IX_Notifications_EventId" ON "Notifications" ("EventId");
                CREATE INDEX "IX_Notifications_OrganizationId" ON "Notifications" ("OrganizationId");
                CREATE INDEX "IX_Notifications_Unread" ON "Notifications" ("UserId") WHERE "ReadAt" IS NULL;
                CREATE UNIQUE INDEX "IX_Notifications_UserId_EventId" ON "Notifications" ("UserId", "EventId");
                """);

            migrationBuilder.CreateTable(
                name: "AlarmChoices",
                columns: table => new
                {
                    UserId = table.Column<long>(type: "INTEGER", nullable: false),
                    OrganizationId = table.Column<long>(type: "INTEGER", nullable: false),
                    Inbox = table.Column<int>(type: "INTEGER", nullable: false),
                    Mail = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AlarmChoices", x => new { x.UserId, x.OrganizationId });
                });

            migrationBuilder.CreateTable(
                name: "Letters",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    UserId = table.Column<long>(type: "INTEGER", nullable: false),
                    OrganizationId = table.Column<long>(type: "INTEGER", nullable: true),
                    Title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    Path = table.Column<string>(type: "TEXT", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Letters", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Letters_Users_UserId",
                        column: x => x.UserId,
                        principalTable: "Users",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "WebhookAlarms",
                columns: table => new
                {
                    WebhookId = table.Column<long>(type: "INTEGER", nullable: false),
                    Told = table.Column<int>(type: "INTEGER", nullable: false),
                    ToldAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WebhookAlarms", x => x.WebhookId);
                });

            migrationBuilder.CreateIndex(
                name: "IX_AlarmChoices_OrganizationId",
                table: "AlarmChoices",
                column: "OrganizationId");

            migrationBuilder.CreateIndex(
                name: "IX_Letters_DueAt",
                table: "Letters",
                column: "DueAt",
                filter: "\"DueAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Letters_OrganizationId",
                table: "Letters",
                column: "OrganizationId");

            migrationBuilder.CreateIndex(
                name: "IX_Letters_UserId",
                table: "Letters",
                column: "UserId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AlarmChoices");

            migrationBuilder.DropTable(
                name: "Letters");

            migrationBuilder.DropTable(
                name: "WebhookAlarms");

            migrationBuilder.DropColumn(
                name: "Path",
                table: "Notifications");

            migrationBuilder.DropColumn(
                name: "Text",
                table: "Notifications");

            migrationBuilder.DropColumn(
                name: "Title",
                table: "Notifications");

            migrationBuilder.AlterColumn<long>(
                name: "ProjectId",
                table: "Notifications",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L,
                oldClrType: typeof(long),
                oldType: "INTEGER",
                oldNullable: true);

            migrationBuilder.AlterColumn<long>(
                name: "EventId",
                table: "Notifications",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L,
                oldClrType: typeof(long),
                oldType: "INTEGER",
                oldNullable: true);
        }
    }
}
